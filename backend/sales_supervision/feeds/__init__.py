"""Taking in files: what each feed holds, how it is read, checked and written."""
