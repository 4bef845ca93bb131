"""Places as visitors see them: their own page, and photographs that the office keeps."""
