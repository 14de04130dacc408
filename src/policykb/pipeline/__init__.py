"""The steps in order: what each verb of the command line does."""
