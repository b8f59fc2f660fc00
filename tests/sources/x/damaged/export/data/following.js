<!DOCTYPE html>
<html><body>Log in to X</body></html>
