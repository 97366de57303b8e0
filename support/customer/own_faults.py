"""What our own side sent that the contract does not know: the suite's fault, never a platform's."""

from collections.abc import Iterator

from pydantic import ValidationError

from support.contract.customer_frames import customer_frame
from support.customer.client import Customer


def faults_of(customer: Customer) -> Iterator[str]:
    """A sentence for each frame that was meant to fit the contract and does not."""
    if customer.speech is not None:
        return
    for sent in customer.sent:
        if sent.is_bad:
            continue
        try:
            customer_frame.validate_json(sent.raw)
        except ValidationError as misfit:
            first = misfit.errors(include_input=False)[0]
            field = ".".join(str(part) for part in first["loc"]) or "as a whole"
            yield (
                f"{customer.name}'s app sent a message that does not fit the contract, though it "
                f"was meant to: {field}: {first['msg']}"
            )
