using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies;

/// <summary>Regions that are no place: a code of GB/T 2260 says by its digits what it can be the code of.</summary>
public static class PolicyRegions
{
    const int MostOfCity = 70;
    const int UnderProvince = 90;
    const int MostOfMunicipality = 2;

    internal static IEnumerable<(string Path, string Reason)> Faults(Policy policy) =>
        Named(policy).Where(named => FaultOf(named.Region.Region) is not null)
            .Select(named => (named.Path, FaultOf(named.Region.Region)!));

    /// <summary>The regions that a policy is for, with their fields.</summary>
    public static IEnumerable<(string Path, RegionPrefix Region)> Named(Policy policy)
    {
        if (policy.Region is { } own)
            yield return ("region", own);
        for (int i = 0; i < policy.Limits.Count; i++)
        {
            if (policy.Limits[i].Region is { } region && region != policy.Region)
                yield return ($"limits[{i}].region", region);
        }
    }

    static string? FaultOf(RegionCode region)
    {
        int city = region.Value / 100 % 100;
        if (region.IsInMunicipality)
            return city > MostOfMunicipality ? "is no code of GB/T 2260: a municipality has 01 and 02 there" : null;
        return city is <= MostOfCity or UnderProvince
            ? null
            : "is no code of GB/T 2260: third and fourth digit are 01 to 70 of a city, "
                + "or 90 of what is directly under its province";
    }
}
