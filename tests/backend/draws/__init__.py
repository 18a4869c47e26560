"""The draw as an app: announcing, drawing, replacing, ending."""
