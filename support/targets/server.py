"""What is under test, as a server: `target` first, then what `support.serving.server` takes."""

import sys
from functools import partial

from support.serving.server import main
from support.targets.door import under_test

if __name__ == "__main__":
    build = under_test(sys.argv[1]).build
    main(partial(build.platform, parts=build.parts), sys.argv[2:])
