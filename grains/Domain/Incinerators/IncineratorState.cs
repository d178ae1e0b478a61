using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>What a furnace (焚烧炉) holds live.</summary>
public sealed class IncineratorState(TwinName name) : ITwinState
{
    readonly FurnaceMarks _unmarked = new();

    public TwinName Name => name;

    public PageSet Pages { get; } = new();

    /// <summary>By which policy each day is judged.</summary>
    public DayPolicies Policies { get; set; } = new();

    public IncineratorRecord? Registration { get; set; }

    RegistryRecord? ITwinState.Registration => Registration;

    public Standing Standing { get; init; } = new();

    EscalationLevel ITwinState.Level => Standing.Level;

    public SeenSignals Seen { get; init; } = new();

    public AcknowledgementSet Acknowledged { get; init; } = new();

    public Presence Presence { get; init; } = new();

    /// <summary>The points that measure the furnace.</summary>
    public Roster Points { get; init; } = new();

    /// <summary>The points that measure the furnace, as they told what is registered of them.</summary>
    public SortedDictionary<TwinName, PointRecord> Outlets { get; } = [];

    /// <summary>What judged days that limits of an outlet were dated back over since.</summary>
    public SortedDictionary<TwinName, LimitsDatedOver> DatedOver { get; } = [];

    /// <summary>The emission point as it told of itself; null before.</summary>
    public PointRecord? Outlet =>
        Registration is { } record ? Outlets.GetValueOrDefault(TwinName.Of(record.EmissionPoint)) : null;

    /// <summary>The policy that judges the day of a time.</summary>
    public Policy PolicyOf(BeijingTime time, Policy inForce) => Policies.Of(time.DayNumber, inForce);

    /// <summary>The limits that its means of a day are held against: <see cref="FurnaceLimits"/>.</summary>
    public List<FurnaceLimit> LimitsOn(BeijingTime day, LimitPeriod period, Policy policy) =>
        FurnaceLimits.Of(policy, Registration, Outlet, period, day);

    /// <summary>Start of the newest natural day that anything was told for or a clock has reached.</summary>
    public BeijingTime NewestDay { get; set; }

    /// <summary>The latest time that an entry or a clock brought.</summary>
    public BeijingTime Now { get; set; }

    /// <summary>
    /// Days judged, or counted in a budget, before their marking deadline, by day number: a clock makes the verdicts final.
    /// </summary>
    public SortedSet<int> Pending { get; init; } = [];

    /// <summary>Whether the furnace or its plant has the budget of CEMS maintenance, by quarter.</summary>
    public GrainHistory Grains { get; init; } = new();

    /// <summary>Whether the violations of each furnace or of the plant cancel the subsidy, by natural month.</summary>
    public GrainHistory SubsidyGrains { get; init; } = new();

    public DaySummary Today { get; set; }

    public DaySummary Yesterday { get; set; }

    /// <summary>Days with a temperature violation in the month of the newest day.</summary>
    public int TemperatureDaysInMonth { get; set; }

    /// <summary>Days with a daily mean over its limit in the month of the newest day.</summary>
    public int EmissionDaysInMonth { get; set; }

    /// <summary>The finding on the month of the newest day is in force.</summary>
    public bool IsMonthFound { get; set; }

    /// <summary>Null at a furnace that no ground of is kept clean for.</summary>
    public LevelHold<FurnaceGround>? Hold { get; set; }

    /// <summary>Hours over their limits by samples of the authority; null without any that bear on the level.</summary>
    public SamplesOver? SamplesOver { get; set; }

    public SortedDictionary<(FactorCode Factor, TwinName Source), LatestMeans> Latest { get; } = [];

    public ConditionRuns Conditions { get; init; } = new();

    /// <summary>Nothing is marked while the furnace has no page of marks.</summary>
    public FurnaceMarks Marks => Pages.Find(FurnaceMarks.Only) as FurnaceMarks ?? _unmarked;

    public FurnaceMarks MarksToChange => Pages.GetOrAdd(FurnaceMarks.Only, static _ => new FurnaceMarks());

    /// <summary>Null before the first day that is judged.</summary>
    public SubsidyPage? Subsidy => Pages.Find(SubsidyPage.Only) as SubsidyPage;

    public SubsidyPage SubsidyToChange => Pages.GetOrAdd(SubsidyPage.Only, static _ => new SubsidyPage());

    public FurnaceYear YearOf(BeijingTime time) =>
        Pages.GetOrAdd(new PageId(PageKind.Year, FurnaceYear.StartFor(time)), static start => new FurnaceYear(start));

    public FurnaceDay DayOf(BeijingTime time) =>
        Pages.GetOrAdd(PageId.Day(time), static start => new FurnaceDay(start));

    public FurnaceMonth MonthOf(BeijingTime time) =>
        Pages.GetOrAdd(
            new PageId(PageKind.Month, FurnaceMonth.StartFor(time)), static start => new FurnaceMonth(start));

    /// <summary>
    /// Moves on to a day; the day that was newest becomes yesterday only when it is the one right before.
    /// </summary>
    public void Reach(BeijingTime time)
    {
        BeijingTime day = time.StartOfDay;
        if (day <= NewestDay)
            return;
        Yesterday = NewestDay.IsSet && day.DayNumber - NewestDay.DayNumber == 1 ? Today : default;
        Today = default;
        if (!NewestDay.IsSet || FurnaceMonth.StartFor(day) != FurnaceMonth.StartFor(NewestDay))
            (TemperatureDaysInMonth, EmissionDaysInMonth, IsMonthFound) = (0, 0, false);
        NewestDay = day;
    }
}
