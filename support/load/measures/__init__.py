"""What a judged swarm costs, side by side with what others need for the same sessions."""
