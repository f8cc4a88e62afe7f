"""What schools and their sites need, who helps, and which schools have not said anything yet."""
