using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Ingestion;

/// <summary>Checks resource names of points without making the parts of the name.</summary>
static class PointKeys
{
    const string Collection = "points/";

    public static bool IsName(string name)
    {
        if (!name.StartsWith(Collection, StringComparison.Ordinal))
            return false;
        ReadOnlySpan<char> id = name.AsSpan(Collection.Length);
        int hyphen = id.LastIndexOf('-');
        return hyphen >= 0 && PointId.IsMn(id[..hyphen]) && PointId.IsSt(id[(hyphen + 1)..]);
    }

    /// <summary>The grain key of a name that is one.</summary>
    public static string KeyOf(string name) => name[Collection.Length..];

    public static string NameOf(string key) => Collection + key;
}
