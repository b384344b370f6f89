"""What desk and wall screen are both drawn with."""
