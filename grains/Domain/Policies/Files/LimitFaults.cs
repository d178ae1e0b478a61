namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// Limits that a file gives in vain. What it extends may say more than the file's region needs, and a file may be stricter
/// than what it extends: only lines of one file are held against each other.
/// </summary>
static class LimitFaults
{
    public static IEnumerable<(string Path, string Reason)> Of(Policy policy, PolicyMap root)
    {
        string[] files = [.. ((PolicyList)root.Find("limits")!).Items.Select(item => item.Place.File)];
        string own = root.Find("version")!.Place.File;
        for (int i = 0; i < policy.Limits.Count; i++)
        {
            PolicyLimit limit = policy.Limits[i];
            if (files[i] == own && policy.Region is { } region && limit.Region is { } where && !Meet(region, where))
                yield return ($"limits[{i}].region", $"is no part of the file's region {region}: the limit never holds");
            for (int j = 0; j < i; j++)
            {
                if (files[i] == files[j] && PeriodOfBoth(limit, policy.Limits[j]) is { } period)
                {
                    yield return (
                        $"limits[{i}].{period}",
                        $"bounds {limit.Factor} at the same points on the same days as limits[{j}].{period}: only the stricter can hold");
                }
            }
        }
    }

    static bool Meet(RegionPrefix one, RegionPrefix other) => one.Covers(other.Region) || other.Covers(one.Region);

    /// <summary>The bound that both give for all that either is for; none where they differ in what they are for.</summary>
    static string? PeriodOfBoth(PolicyLimit one, PolicyLimit other) =>
        !IsForTheSame(one, other) ? null
        : one.Hour.HasValue && other.Hour.HasValue ? "hour"
        : one.Day.HasValue && other.Day.HasValue ? "day"
        : null;

    static bool IsForTheSame(PolicyLimit one, PolicyLimit other) =>
        (one.Factor, one.Region, one.ReferenceOxygen) == (other.Factor, other.Region, other.ReferenceOxygen)
        && one.Systems.ToHashSet().SetEquals(other.Systems)
        && one.Kinds.ToHashSet().SetEquals(other.Kinds)
        && one.Industries.ToHashSet().SetEquals(other.Industries)
        && BeginsBeforeEndOf(one, other)
        && BeginsBeforeEndOf(other, one);

    static bool BeginsBeforeEndOf(PolicyLimit one, PolicyLimit other) =>
        one.ValidFrom is not { } from || other.ValidTo is not { } end || from < end;
}
