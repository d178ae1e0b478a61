using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Queries;

/// <summary>
/// Where a walk through rosters stands: in a region, at its beginning, behind its own line (its own name), or behind a
/// line of its roster.
/// </summary>
readonly record struct RosterPosition(RegionCode Region, TwinName? After)
{
    public override string ToString() => After is { } after ? $"{Region} {after}" : $"{Region}";

    /// <exception cref="FormatException">Not what <see cref="ToString"/> writes.</exception>
    public static RosterPosition Parse(string text)
    {
        string[] parts = text.Split(' ');
        return new RosterPosition(
            RegionCode.Parse(parts[0]), parts.Length > 1 ? TwinName.Parse(parts[1]) : null);
    }
}
