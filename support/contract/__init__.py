"""What an event is: models, vocabulary, failure catalogue and promises. Pure data, no I/O."""
