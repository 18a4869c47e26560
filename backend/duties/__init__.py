"""What an office owes and has done (履职台账, 一院一档)."""
