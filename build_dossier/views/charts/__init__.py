"""What is worth a look beside being read: charts, decided here and drawn by `render.charts`."""
