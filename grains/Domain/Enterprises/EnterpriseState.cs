using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>What an enterprise (排污单位) holds live.</summary>
/// <remarks>
/// The findings of every day stay in the page of the day. The state holds those of the last days at hand for its
/// status: 31 days of findings on a day or more, two days of findings on hours.
/// </remarks>
public sealed class EnterpriseState(TwinName name) : ITwinState
{
    public const int DaysAtHand = 31;
    public const int DaysOfHoursAtHand = 2;
    public const int DaysOfOrders = PowerHistory.DaysKept;

    // Bits a day; set from the page of the day, so that late and withdrawn findings count right.
    public ExceedanceDays DaysOver;

    public TwinName Name => name;

    public PageSet Pages { get; } = new();

    /// <summary>By which policy the use of electricity on each day is judged.</summary>
    public DayPolicies Policies { get; init; } = new();

    public EnterpriseRecord? Registration { get; set; }

    RegistryRecord? ITwinState.Registration => Registration;

    public Standing Standing { get; init; } = new();

    EscalationLevel ITwinState.Level => Standing.Level;

    public SeenSignals Seen { get; init; } = new();

    public Presence Presence { get; init; } = new();

    /// <summary>Points and furnaces of the enterprise.</summary>
    public Roster Roster { get; init; } = new();

    /// <summary>
    /// Start of the newest natural day that an arrival or a clock has reached: the end of all counts.
    /// </summary>
    public BeijingTime Today { get; set; }

    /// <summary>Start of the newest natural day with a finding, in force or withdrawn since.</summary>
    public BeijingTime NewestFindingDay { get; set; }

    /// <summary>Outlets with a daily mean over its limit, by day.</summary>
    public OutletDays Violations { get; init; } = new();

    /// <summary>The outlet whose days a furnace judges, by furnace: verdicts of both are of one outlet.</summary>
    public SortedDictionary<TwinName, TwinName> Outlets { get; } = [];

    /// <summary>Its exceedance days meet the first condition of a listing, as of the last entry.</summary>
    public bool MeetsListing { get; set; }

    /// <summary>Null until somebody acknowledges something.</summary>
    public AcknowledgementSet? Acknowledged { get; set; }

    public FindingSet AtHand { get; init; } = new();

    /// <summary>In force on the use of electricity, on CEMS maintenance and the subsidy, its own: see <see cref="OwnLevels"/>.</summary>
    public FindingSet OwnAtHand { get; init; } = new();

    /// <summary>Null where none of its own findings is kept clean for.</summary>
    public LevelHold<OwnGround>? OwnHold { get; set; }

    public PowerHistory Power { get; init; } = new();

    /// <summary>Whether each furnace or the enterprise has the budget of CEMS maintenance, by quarter.</summary>
    public GrainHistory Grains { get; init; } = new();

    /// <summary>
    /// Orders for emergencies, those that ended within the last 93 days: as long as the days are kept that they keep from
    /// teaching.
    /// </summary>
    public OrderBook Orders { get; init; } = new();

    /// <summary>Whether the violations of each furnace or of the plant cancel the subsidy, by natural month.</summary>
    public GrainHistory SubsidyGrains { get; init; } = new();

    /// <summary>Numbers of the natural days whose medians like outlets are still to be told.</summary>
    public SortedSet<int> PeerDaysToTell { get; } = [];

    /// <summary>The policy that judges the use of electricity on the day of a time.</summary>
    public Policy PolicyOf(BeijingTime time, Policy inForce) => Policies.Of(time.DayNumber, inForce);

    /// <summary>Whether a finding is of the last days, counted from a natural day.</summary>
    public static bool IsAtHand(Finding finding, BeijingTime newest)
    {
        bool ofHours = finding.WindowEnd.UnixSeconds - finding.WindowStart.UnixSeconds < BeijingTime.SecondsPerDay;
        return finding.WindowEnd.AddSeconds(-1).DayNumber
            > newest.DayNumber - (ofHours ? DaysOfHoursAtHand : DaysAtHand);
    }

    public EnterpriseDay DayOf(BeijingTime time) =>
        Pages.GetOrAdd(PageId.Day(time), static start => new EnterpriseDay(start));

    /// <summary>Null while no furnace has told violations.</summary>
    public PlantSubsidyPage? Subsidy => Pages.Find(PlantSubsidyPage.Only) as PlantSubsidyPage;

    public PlantSubsidyPage SubsidyToChange => Pages.GetOrAdd(PlantSubsidyPage.Only, static _ => new PlantSubsidyPage());

    public EnterpriseYear YearOf(BeijingTime time) =>
        Pages.GetOrAdd(EnterpriseYear.IdFor(time), static start => new EnterpriseYear(start));
}
