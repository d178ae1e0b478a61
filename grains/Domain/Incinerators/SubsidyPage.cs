using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>
/// What the power subsidy of a furnace hangs on: its violations, month after month, as compliant days run on over the ends
/// of months. It stays in memory; a month takes a dozen bytes.
/// </summary>
public sealed class SubsidyPage : IPage
{
    /// <summary>There is one a furnace, numbered 0.</summary>
    public static readonly PageId Only = new(PageKind.Subsidy, default);

    readonly SortedSet<BeijingTime> _cancelled = [];
    readonly SortedSet<BeijingTime> _told = [];

    public PageId Id => Only;

    /// <summary>A new page is written once, so that it is not made anew.</summary>
    public bool IsDirty { get; set; } = true;

    public ViolationHistory History { get; init; } = new();

    /// <summary>Starts of the months whose subsidy is cancelled, in order.</summary>
    public IReadOnlyCollection<BeijingTime> Cancelled => _cancelled;

    /// <summary>What it holds in force: on cancelled months, and on suspensions that are over.</summary>
    public OwnFindings Own { get; init; } = new();

    /// <summary>Those on suspensions that are over.</summary>
    public IEnumerable<Finding> Notices => Own.InForce.Where(held => held.Rule == FurnaceRules.Restored);

    /// <summary>Null while no subsidy is suspended.</summary>
    public SuspendedSubsidy? Suspended { get; private set; }

    /// <summary>Takes a month as it is judged now; the enterprise has not been told so.</summary>
    public void Set(MonthViolations month)
    {
        if (!History.Set(month))
            return;
        _told.Remove(month.Start);
        IsDirty = true;
    }

    public void SetCancelled(BeijingTime month, bool isCancelled) =>
        IsDirty |= isCancelled ? _cancelled.Add(month) : _cancelled.Remove(month);

    public void SetSuspended(SuspendedSubsidy? suspended)
    {
        IsDirty |= Suspended != suspended;
        Suspended = suspended;
    }

    /// <summary>Whether the enterprise was told the month as it stands.</summary>
    public bool IsTold(BeijingTime month) => _told.Contains(month);

    public void SetTold(BeijingTime month, bool isTold) => IsDirty |= isTold ? _told.Add(month) : _told.Remove(month);

    public void Write(EntryWriter writer)
    {
        History.Write(writer);
        WriteMonths(writer, _cancelled);
        WriteMonths(writer, _told);
        Own.Write(writer);
        SuspendedSubsidy.WriteOptional(writer, Suspended);
    }

    public static SubsidyPage Read(ref EntryReader reader)
    {
        var history = ViolationHistory.Read(ref reader);
        BeijingTime[] cancelled = ReadMonths(ref reader), told = ReadMonths(ref reader);
        var page = new SubsidyPage
        {
            History = history,
            Own = OwnFindings.Read(ref reader),
            Suspended = SuspendedSubsidy.ReadOptional(ref reader),
            IsDirty = false,
        };
        page._cancelled.UnionWith(cancelled);
        page._told.UnionWith(told);
        return page;
    }

    static void WriteMonths(EntryWriter writer, SortedSet<BeijingTime> months)
    {
        writer.Unsigned((ulong)months.Count);
        foreach (BeijingTime month in months)
            writer.Time(month);
    }

    static BeijingTime[] ReadMonths(ref EntryReader reader)
    {
        var months = new BeijingTime[reader.Count()];
        for (int i = 0; i < months.Length; i++)
            months[i] = reader.Time();
        return months;
    }
}
