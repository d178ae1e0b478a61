using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>
/// What the detectors of untrue data made of a natural day of one factor, hour by hour: the day seen once more with the
/// detectors as they were at its start.
/// </summary>
public sealed class LeadLook
{
    readonly LeadTally[] _tallies;
    readonly HashSet<string> _unflagged;
    readonly HourSight[] _hours;
    readonly List<Mark> _marks;
    readonly (long First, long Last)[] _entries;

    LeadLook(
        FactorCode factor, Policy policy, HourSight[] hours, List<Mark> marks, LeadTally[] tallies,
        HashSet<string> unflagged, (long First, long Last)[] entries)
    {
        (Factor, Policy) = (factor, policy);
        (_hours, _marks, _tallies, _unflagged, _entries) = (hours, marks, tallies, unflagged, entries);
    }

    public FactorCode Factor { get; }

    /// <summary>The tag that names the point's like on the day; null where none does.</summary>
    public string? Group { get; private init; }

    /// <summary>Its enterprise had told of outlets like it for the day.</summary>
    public bool IsToldOfPeers { get; private init; }

    /// <summary>That the day was seen under.</summary>
    public Policy Policy { get; }

    /// <summary>The hours of a window, as the detectors saw them.</summary>
    public IEnumerable<HourSight> Hours(BeijingTime start, BeijingTime end) =>
        _hours.Where(hour => hour.Start >= start && hour.Start < end);

    /// <summary>How far the hours of a window brought a rule, in order.</summary>
    public IEnumerable<LeadTally> Tallies(string rule, BeijingTime start, BeijingTime end) =>
        _tallies.Where(tally => tally.Rule == rule && tally.Hour >= start && tally.Hour < end);

    /// <summary>Whether the day would have raised a lead of a rule if no hour of it were flagged or under a mark.</summary>
    public bool RaisesUnflagged(string rule) => _unflagged.Contains(rule);

    /// <summary>Sequence numbers of the first and last entries behind the hours of a window; 0 where nothing came.</summary>
    public (long First, long Last) Entries(BeijingTime start, BeijingTime end)
    {
        (long first, long last) = (0, 0);
        for (int hour = 0; hour < _hours.Length; hour++)
        {
            (long from, long to) = _entries[hour];
            if (to == 0 || _hours[hour].Start < start || _hours[hour].Start >= end)
                continue;
            first = first == 0 ? from : Math.Min(first, from);
            last = Math.Max(last, to);
        }

        return (first, last);
    }

    /// <summary>The marks that an hour is under.</summary>
    public IEnumerable<Mark> MarksOn(HourSight hour) =>
        _marks.Where(mark => mark.Overlaps(hour.Start, hour.Start.AddSeconds(BeijingTime.SecondsPerHour)));

    /// <summary>A flag, a mark or a stop takes the hour out of what the detectors look at.</summary>
    public static bool IsFlagged(HourSight hour) => hour.IsMarked || hour.IsMarkedStopped;

    /// <param name="page">The detectors at the start of the day, which they see; not the point's own page.</param>
    public static List<LeadLook> Of(PointState state, LeadPage page, BeijingTime start, Policy policy)
    {
        var day = state.Pages.Find(PageId.Day(start)) as DayPage;
        var looks = new List<LeadLook>();
        for (int factor = 0; factor < state.Factors.Length; factor++)
        {
            if (LeadWatch.Sees(state, page, day, factor, policy))
                looks.Add(Of(state, page.Of(factor), day, start, factor, policy));
        }

        return looks;
    }

    static LeadLook Of(
        PointState state, FactorDetectors detectors, DayPage? day, BeijingTime start, int factor, Policy policy)
    {
        var sight = new LeadSight(state, day, start, factor, policy);
        FactorDetectors unflagged = detectors.Copy();
        var hours = new HourSight[FactorDay.Hours];
        var entries = new (long, long)[FactorDay.Hours];
        var tallies = new List<LeadTally>();
        List<Lead> leads = [], raised = [];
        for (int hour = 0; hour < FactorDay.Hours; hour++)
        {
            HourSight seen = hours[hour] = sight.Of(hour);
            entries[hour] = sight.EntriesOf(hour);
            FactorDetectors before = detectors.Copy();
            detectors.See(in seen, policy.Detectors, leads);
            tallies.AddRange(detectors.Tally(before, seen, policy.Detectors));
            HourSight plain = Plain(seen);
            unflagged.See(in plain, policy.Detectors, raised);
        }

        FactorCode code = state.Factors[factor].Code;
        return new LeadLook(
            code, policy, hours, PointMarking.Excusing(state, start, code, policy), [.. tallies],
            [.. raised.Where(lead => !lead.IsOver).Select(lead => lead.Rule)], entries)
        {
            Group = LikeOutlets.GroupOf(state, day, policy.Detectors),
            IsToldOfPeers = day is { Peers.Count: > 0 },
        };
    }

    /// <summary>The hour without flags and marks that take it out.</summary>
    static HourSight Plain(HourSight hour) => hour with
    {
        Flag = hour.IsMarkedStopped || hour.Flag.IsOfInstrument() ? DataFlag.Normal : hour.Flag,
        IsMarked = false,
        IsMarkedStopped = false,
    };
}
