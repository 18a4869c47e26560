"""From words to an unsealed PDF (制作): fonts, blocks, pictures, layout, attachments."""
