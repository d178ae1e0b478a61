using System.Globalization;

namespace Qianliyan.Storage.Entities;

/// <summary>
/// Text form of the embedded store's ETag: the number of the batch that wrote the row, 16 hex digits.
/// </summary>
static class EntityStamp
{
    public static string Format(ulong stamp) => stamp.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A foreign ETag matches nothing, hence false and not an error.</summary>
    public static bool TryParse(string etag, out ulong stamp) =>
        ulong.TryParse(etag, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out stamp);
}
