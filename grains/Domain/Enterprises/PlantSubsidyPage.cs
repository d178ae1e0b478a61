using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>
/// What the power subsidy of a plant hangs on: the violations of its furnaces, month after month, as they told them. It stays
/// in memory. An enterprise that no furnace told any has none.
/// </summary>
/// <remarks>
/// A day of the plant is violated when one of its furnaces is, else compliant when one is: a furnace that stands still has no
/// verdict, and takes none from the others.
/// </remarks>
public sealed class PlantSubsidyPage : IPage, IComplianceDays
{
    /// <summary>There is one an enterprise, numbered 0.</summary>
    public static readonly PageId Only = new(PageKind.Subsidy, default);

    readonly SortedDictionary<TwinName, ViolationHistory> _furnaces = [];
    readonly SortedSet<BeijingTime> _cancelled = [];

    public PageId Id => Only;

    /// <summary>A new page is written once, so that it is not made anew.</summary>
    public bool IsDirty { get; set; } = true;

    /// <summary>Number of the last natural day whose marking deadline has passed, as of the last judgement.</summary>
    public int Through { get; private set; }

    /// <summary>Starts of the months whose subsidy is cancelled, in order.</summary>
    public IReadOnlyCollection<BeijingTime> Cancelled => _cancelled;

    /// <summary>What it holds in force: on months, and on suspensions that are over.</summary>
    public FindingSet Own { get; init; } = new();

    /// <summary>Those on suspensions that are over.</summary>
    public IEnumerable<Finding> Notices => Own.InForce.Where(held => held.Rule == PlantSubsidy.RestoredRule);

    /// <summary>Null while no subsidy is suspended.</summary>
    public SuspendedSubsidy? Suspended { get; private set; }

    public int NewestViolation => _furnaces.Values.Select(furnace => furnace.NewestViolation).DefaultIfEmpty().Max();

    /// <summary>Of a month, in order of the furnaces' names; those of which nothing is known in it left out.</summary>
    public IEnumerable<(TwinName Furnace, MonthViolations Month)> MonthOf(BeijingTime start) =>
        from furnace in _furnaces
        let month = furnace.Value.Month(start)
        where month != new MonthViolations(start)
        select (furnace.Key, month);

    public DayCompliance Of(int day) =>
        _furnaces.Values.Select(furnace => furnace.Of(day)).DefaultIfEmpty().Max();

    public BeijingTime CancelledOn(BeijingTime month, SubsidyPolicy policy) =>
        SubsidyRule.CancelledOn([.. _furnaces.Values.Select(furnace => furnace.Month(month))], policy);

    /// <summary>How many of some days each furnace has no violation and a verdict on, in order of their names.</summary>
    /// <param name="first">Start of the first day.</param>
    /// <param name="end">Start of the day after the last.</param>
    public IEnumerable<(TwinName Furnace, int Days)> CompliantIn(BeijingTime first, BeijingTime end) =>
        _furnaces.Select(furnace => (
            furnace.Key,
            Enumerable.Range(first.DayNumber, Math.Max(0, end.DayNumber - first.DayNumber))
                .Count(day => furnace.Value.Of(day) == DayCompliance.Compliant)));

    /// <returns>Start of the first day that changes; not set when the month stands so already.</returns>
    public BeijingTime Set(TwinName furnace, MonthViolations month)
    {
        if (!_furnaces.TryGetValue(furnace, out ViolationHistory? history))
            _furnaces[furnace] = history = new ViolationHistory();
        BeijingTime changed = history.Month(month.Start).FirstChange(month);
        IsDirty |= history.Set(month);
        return changed;
    }

    /// <returns>Whether more days have passed their deadline than before.</returns>
    public bool Reach(int through)
    {
        if (through <= Through)
            return false;
        Through = through;
        IsDirty = true;
        return true;
    }

    public void SetCancelled(BeijingTime month, bool isCancelled) =>
        IsDirty |= isCancelled ? _cancelled.Add(month) : _cancelled.Remove(month);

    public void SetSuspended(SuspendedSubsidy? suspended)
    {
        IsDirty |= Suspended != suspended;
        Suspended = suspended;
    }

    public void Write(EntryWriter writer)
    {
        writer.Unsigned((ulong)_furnaces.Count);
        foreach ((TwinName furnace, ViolationHistory history) in _furnaces)
        {
            writer.Text(furnace.ToString());
            history.Write(writer);
        }

        writer.Unsigned((ulong)_cancelled.Count);
        foreach (BeijingTime month in _cancelled)
            writer.Time(month);
        writer.Int(Through);
        Own.Write(writer);
        SuspendedSubsidy.WriteOptional(writer, Suspended);
    }

    public static PlantSubsidyPage Read(ref EntryReader reader)
    {
        var furnaces = new List<(TwinName Name, ViolationHistory History)>();
        for (int count = reader.Count(); count > 0; count--)
            furnaces.Add((TwinName.Parse(reader.Text() ?? ""), ViolationHistory.Read(ref reader)));
        var cancelled = new List<BeijingTime>();
        for (int count = reader.Count(); count > 0; count--)
            cancelled.Add(reader.Time());
        var page = new PlantSubsidyPage
        {
            Through = reader.Int(),
            Own = FindingSet.Read(ref reader),
            Suspended = SuspendedSubsidy.ReadOptional(ref reader),
            IsDirty = false,
        };
        foreach ((TwinName name, ViolationHistory history) in furnaces)
            page._furnaces.Add(name, history);
        page._cancelled.UnionWith(cancelled);
        return page;
    }
}
