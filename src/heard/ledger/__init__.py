"""Every interaction, hour, expense and outcome once, and which import brought it. The only folder that knows an engine."""
