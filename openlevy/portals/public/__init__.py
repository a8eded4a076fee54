"""The public's face: anybody may check a certificate, nobody signs in."""
