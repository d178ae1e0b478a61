namespace Qianliyan.Domain.Policies;

/// <summary>What a schema of single fields cannot say: numbers that must not be larger than another one.</summary>
static class PolicyOrder
{
    const string Furnace = "furnace";
    const string Listing = "points.listing";
    const string Electricity = "electricity";

    /// <summary>What is wrong, by the path of the field to look at.</summary>
    public static IEnumerable<(string Path, string Reason)> Faults(Policy policy) =>
    [
        .. Pairs(policy).Concat(PolicyWindows.Pairs(policy)).Where(pair => pair.IsWrong).Select(pair => (pair.Path, pair.Reason)),
        .. PolicyWindows.NightFaults(policy.Electricity.Night),
        .. GuardedReference(policy),
        .. Steps(policy.Furnace.Condition),
        .. SectionsAlike(policy.Furnace.Thermocouples),
        .. Unordered("points.tiers.in30Days", policy.Points.Tiers.In30Days),
        .. Unordered("points.tiers.inQuarter", policy.Points.Tiers.InQuarter),
    ];

    static IEnumerable<NumberPair> Pairs(Policy policy)
    {
        FurnacePolicy furnace = policy.Furnace;
        PrewarningPolicy warnings = furnace.Prewarning;
        ListingPolicy listing = policy.Points.Listing;
        ContrastPolicy contrast = policy.Contrast;
        ElectricityPolicy electricity = policy.Electricity;
        yield return new NumberPair(
            "oxygen.guardPercent", policy.Oxygen.GuardPercent, "airPercent", policy.Oxygen.AirPercent)
        { MustBeBelow = true };
        CleanHours clean = policy.Levels.CleanHours;
        yield return new NumberPair("levels.cleanHours.notice", clean.Notice, "warning", clean.Warning);
        yield return new NumberPair("levels.cleanHours.warning", clean.Warning, "exceeded", clean.Exceeded);
        yield return new NumberPair(
            $"{Furnace}.noticeLowSlots", furnace.NoticeLowSlots, "warningLowSlots", furnace.WarningLowSlots);
        yield return new NumberPair(
            $"{Furnace}.prewarning.budgetNotice", warnings.BudgetNotice, "budgetWarning", warnings.BudgetWarning);
        ManualPolicy manual = policy.Points.Manual;
        yield return new NumberPair("points.manual.standInHours", manual.StandInHours, "longestHours", manual.LongestHours);
        yield return new NumberPair($"{Listing}.days", listing.Days, "windowDays", listing.WindowDays);
        yield return new NumberPair("contrast.fewestNearest", contrast.FewestNearest, "nearest", contrast.Nearest);
        yield return new NumberPair("contrast.endRatio", contrast.EndRatio, "ratio", contrast.Ratio);
        yield return new NumberPair(
            "ranking.closesAfterHours", policy.Ranking.ClosesAfterHours, "ranksAfterHours",
            policy.Ranking.RanksAfterHours);
        yield return new NumberPair(
            $"{Electricity}.baseline.fewestDays", electricity.Baseline.FewestDays, "days", electricity.Baseline.Days);
        yield return new NumberPair(
            $"{Electricity}.baseline.days", electricity.Baseline.Days, "reachDays", electricity.Baseline.ReachDays);
        yield return new NumberPair(
            "detectors.peerGap.daysATick", policy.Detectors.PeerGap.DaysATick, "lateDays", policy.Detectors.LateDays);
        yield return new NumberPair(
            "detectors.marks.overlapToClear", policy.Detectors.Marks.OverlapToClear, "overlap",
            policy.Detectors.Marks.Overlap);
        for (int i = 0; i < policy.Cells.Steps.Count; i++)
        {
            CellSteps steps = policy.Cells.Steps[i];
            yield return new NumberPair($"cells.steps[{i}].notice", steps.Notice, "warning", steps.Warning);
            yield return new NumberPair($"cells.steps[{i}].warning", steps.Warning, "exceeded", steps.Exceeded);
        }

        foreach ((string path, PersistencePolicy lasting) in Lasting(policy.Detectors))
        {
            yield return new NumberPair($"detectors.{path}.oddHours", lasting.OddHours, "windowHours", lasting.WindowHours);
            yield return new NumberPair(
                $"detectors.{path}.clearHours", lasting.ClearHours, "windowHours", lasting.WindowHours);
        }
    }

    static (string Path, PersistencePolicy Lasting)[] Lasting(DetectorPolicy detectors) =>
    [
        ("zero.lasting", detectors.Zero.Lasting),
        ("nearLimit.lasting", detectors.NearLimit.Lasting),
        ("missing.lasting", detectors.Missing.Lasting),
        ("overRange", detectors.OverRange),
        ("stopRunning.lasting", detectors.StopRunning.Lasting),
        ("oxygen.lasting", detectors.Oxygen.Lasting),
        ("peerGap.lasting", detectors.PeerGap.Lasting),
        ("parameter.lasting", detectors.Parameter.Lasting),
    ];

    /// <summary>Oxygen at which a limit is written for is measured every day.</summary>
    static IEnumerable<(string Path, string Reason)> GuardedReference(Policy policy)
    {
        int highest = -1;
        for (int i = 0; i < policy.Limits.Count; i++)
        {
            if (policy.Limits[i].ReferenceOxygen is { HasValue: true } reference
                && (highest < 0 || reference > policy.Limits[highest].ReferenceOxygen))
            {
                highest = i;
            }
        }

        if (highest >= 0 && policy.Limits[highest].ReferenceOxygen is var most && policy.Oxygen.GuardPercent <= most.Value)
        {
            yield return (
                "oxygen.guardPercent",
                $"is not above limits[{highest}].referenceOxygen, which is {most}: what the limit is written for would not count");
        }
    }

    static IEnumerable<(string Path, string Reason)> Steps(ConditionPolicy condition)
    {
        for (int i = 0; i < condition.Allowed.Count; i++)
        {
            if (condition.Allowed[i] is var step && step.From == step.To)
                yield return ($"{Furnace}.condition.allowed[{i}]", "is no change");
        }
    }

    /// <summary>A thermocouple whose code begins with both prefixes would be of two sections.</summary>
    static IEnumerable<(string Path, string Reason)> SectionsAlike(ThermocouplePolicy thermocouples)
    {
        string upper = thermocouples.Upper.ToString(), middle = thermocouples.Middle.ToString();
        if (upper.StartsWith(middle, StringComparison.Ordinal) || middle.StartsWith(upper, StringComparison.Ordinal))
            yield return ($"{Furnace}.thermocouples.middle", $"does not tell the middle section from upper, {upper}");
    }

    static IEnumerable<(string Path, string Reason)> Unordered(string path, IReadOnlyList<int> tiers)
    {
        for (int i = 1; i < tiers.Count; i++)
        {
            if (tiers[i] <= tiers[i - 1])
                yield return ($"{path}[{i}]", $"is not above the tier before, {tiers[i - 1]}");
        }
    }
}
