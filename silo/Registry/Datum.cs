namespace Qianliyan.Registry;

/// <summary>The datum of a file's coordinates; a file with coordinates must state it.</summary>
public enum Datum
{
    /// <summary>Also CGCS2000 (国家大地坐标系), the datum of official Chinese files: the two agree to centimetres.</summary>
    Wgs84 = 1,

    /// <summary>The shifted datum of Chinese map providers, converted on import.</summary>
    Gcj02 = 2,
}
