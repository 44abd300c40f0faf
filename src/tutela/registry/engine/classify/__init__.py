"""Classification of free text to topics, audiences and forms, with reasons."""
