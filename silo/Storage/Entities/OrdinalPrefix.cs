namespace Qianliyan.Storage.Entities;

/// <summary>Prefix ranges in ordinal order.</summary>
static class OrdinalPrefix
{
    /// <summary>First string after all strings with this prefix; null if there is none.</summary>
    public static string? EndOf(string prefix)
    {
        var last = prefix.AsSpan().LastIndexOfAnyExcept(char.MaxValue);
        return last < 0 ? null : string.Concat(prefix.AsSpan(0, last), [(char)(prefix[last] + 1)]);
    }
}
