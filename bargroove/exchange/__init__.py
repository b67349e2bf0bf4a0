"""Sets in and out of files: the product's own JSON, CSV and Parquet, and other products' CSV.

Text becomes a ``Parcel`` and back, without a logbook (``own_json``, ``own_csv``, ``products``);
only ``packing`` and ``unpacking`` read and write one.
"""
