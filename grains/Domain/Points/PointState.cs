using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>What a monitoring point (监测点位) holds live.</summary>
public sealed class PointState(TwinName name) : ITwinState
{
    FactorState[] _factors = [];
    int _factorCount;
    List<DeviceState>? _devices;
    List<ulong>? _unplaced;

    public TwinName Name => name;

    public PageSet Pages { get; } = new();

    /// <summary>By which policy each day is judged.</summary>
    public DayPolicies Policies { get; set; } = new();

    public PointRecord? Registration { get; set; }

    RegistryRecord? ITwinState.Registration => Registration;

    /// <summary>
    /// The registration with the limits of all days, where limits have been registered in place of others
    /// (<see cref="LimitHistory"/>); null where it has them all itself.
    /// </summary>
    public PointRecord? WithFormerLimits { get; set; }

    /// <summary>Null at the many points whose limits never were dated back over more days than are judged again.</summary>
    public LimitsDatedOver? DatedOver { get; set; }

    /// <summary>The registration with the limits of all days.</summary>
    public PointRecord? Limited => WithFormerLimits ?? Registration;

    /// <summary>The policy that judges the day of a time.</summary>
    public Policy PolicyOf(BeijingTime time, Policy inForce) => Policies.Of(time.DayNumber, inForce);

    /// <summary>Takes a registration that arrives on a day.</summary>
    public void Register(PointRecord record, DateOnly day)
    {
        ValueList<FactorLimit> limits = LimitHistory.Of(Registration, Limited?.Limits ?? default, record, day);
        Registration = record;
        WithFormerLimits = limits == record.Limits ? null : record with { Limits = limits };
    }

    /// <summary>Sequence number of the last entry applied.</summary>
    public long Sequence { get; set; }

    /// <summary>Arrival of the last observation.</summary>
    public BeijingTime LastArrival { get; set; }

    /// <summary>Device time of the newest instant.</summary>
    public BeijingTime LastDataTime { get; set; }

    /// <summary>The newest hour that anything came for or a clock has reached; all earlier hours are closed.</summary>
    public BeijingTime OpenHour { get; set; }

    /// <summary>
    /// The open hour counts as closed, since its day is settled though nothing later has come: what still comes for it is
    /// late.
    /// </summary>
    public bool IsOpenHourClosed { get; set; }

    /// <summary>The minute that <see cref="FactorState.NewestMinute"/> belongs to.</summary>
    public BeijingTime NewestMinute { get; set; }

    /// <summary>
    /// The first natural day whose findings may still change by marks; 0 before the first entry. Findings on days before
    /// are final.
    /// </summary>
    public int SettledBefore { get; set; }

    /// <summary>See <see cref="Settlement"/>.</summary>
    public int NewestFoundDay { get; set; }

    /// <summary>See <see cref="Settlement"/>.</summary>
    public ulong ProvisionalDays { get; set; }

    /// <summary>
    /// Seconds after the end of a day from which it is settled, by the policy that the last entry was applied under.
    /// </summary>
    public int SettlesAfter { get; set; }

    /// <summary>The earliest natural day that anything came for; 0 before the first observation.</summary>
    public int FirstDay { get; set; }

    /// <summary>The last natural day that data are expected of, as far as the policy waits for a silent point.</summary>
    public int ExpectedUntil { get; set; }

    /// <summary>How far the detectors of untrue data have looked.</summary>
    public WatchedDays Watched;

    /// <summary>Null at the many points that nothing is told to.</summary>
    public SeenSignals? Seen { get; set; }

    /// <summary>Null at a point that no ground of is kept clean for.</summary>
    public LevelHold<PointGround>? Hold { get; set; }

    /// <summary>Null at the many points without a sample over its limit.</summary>
    public SamplesOver? SamplesOver { get; set; }

    /// <summary>The level has no ground any more and waits for the end of its clean period.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Null until somebody acknowledges something.</summary>
    public AcknowledgementSet? Acknowledged { get; set; }

    /// <summary>Marks have been made: the page of marks must be in memory.</summary>
    public bool IsMarked { get; set; }

    /// <summary>Null at the many points that nothing was marked at.</summary>
    public PointMarks? Marks => IsMarked ? (PointMarks)Pages.Find(PointMarks.Only)! : null;

    public PointMarks MarksToChange
    {
        get
        {
            IsMarked = true;
            return Pages.GetOrAdd(PointMarks.Only, static _ => new PointMarks());
        }
    }

    /// <summary>Null until supervision has something to count.</summary>
    public PointLedger? Ledger { get; set; }

    /// <summary>The furnaces that have the point as their emission point; null at the many points without one.</summary>
    public SortedSet<TwinName>? Claims { get; set; }

    /// <summary>
    /// The furnace that judges the days of the point: the one that its registration names, if that claims it. A claim by
    /// another counts for nothing and takes nothing away. Null of most points.
    /// </summary>
    public TwinName? ClaimedBy =>
        Registration is { Incinerator: { } named } && TwinName.Of(named) is var own && Claims?.Contains(own) == true
            ? own
            : null;

    public LinkState Link { get; set; }

    public BeijingTime LinkSince { get; set; }

    public EscalationLevel Level { get; set; }

    public BeijingTime LevelSince { get; set; }

    public PointCause Cause { get; set; }

    public FactorCode CauseFactor { get; set; }

    public long Observations { get; set; }

    /// <summary>Uploads whose factors and second came before with other values.</summary>
    public long Conflicts { get; set; }

    /// <summary>
    /// Uploads dated further ahead of the silo's clock than the policy allows, or before 1970-01-01 08:00 (a logger
    /// that lost its clock): kept, not counted.
    /// </summary>
    public long FutureDated { get; set; }

    /// <summary>
    /// Fingerprints of the last <see cref="Repetition.MostUnplaced"/> of them, oldest first: no page remembers them.
    /// Empty, and shared, for the many points whose clock is right.
    /// </summary>
    public IReadOnlyList<ulong> Unplaced => _unplaced ?? (IReadOnlyList<ulong>)[];

    /// <summary>Uploads for an hour that was closed already.</summary>
    public long Late { get; set; }

    public BeijingTime LastPowerOn { get; set; }

    /// <summary>Empty, and shared, for the many points without treatment devices.</summary>
    public IReadOnlyList<DeviceState> Devices => _devices ?? (IReadOnlyList<DeviceState>)[];

    public Span<FactorState> Factors => _factors.AsSpan(0, _factorCount);

    /// <summary>Index of a factor, made on first sight; an index never changes.</summary>
    public int IndexOf(FactorCode code)
    {
        int index = Find(code);
        if (index >= 0)
            return index;
        if (_factorCount == _factors.Length)
            Array.Resize(ref _factors, Math.Max(_factorCount + 2, _factorCount * 5 / 4));
        _factors[_factorCount].Code = code;
        return _factorCount++;
    }

    public int Find(FactorCode code)
    {
        for (int i = 0; i < _factorCount; i++)
        {
            if (_factors[i].Code == code)
                return i;
        }

        return -1;
    }

    /// <summary>Sets a device's state, in place of the one it had.</summary>
    public void SetDevice(DeviceState device)
    {
        int index = FindDevice(device.Device);
        if (index >= 0)
            _devices![index] = device;
        else
            (_devices ??= []).Add(device);
    }

    public void RememberUnplaced(ulong fingerprint)
    {
        _unplaced ??= new List<ulong>(1);
        if (_unplaced.Count == Repetition.MostUnplaced)
            _unplaced.RemoveAt(0);
        _unplaced.Add(fingerprint);
    }

    public int FindDevice(FactorCode device)
    {
        for (int i = 0; i < Devices.Count; i++)
        {
            if (Devices[i].Device == device)
                return i;
        }

        return -1;
    }

    /// <summary>Makes room at once for the factors of a first upload.</summary>
    public void Reserve(int factors)
    {
        if (_factors.Length < factors)
            Array.Resize(ref _factors, factors);
    }

    public HourPage HourPageOf(BeijingTime hour) =>
        Pages.GetOrAdd(PageId.Hour(hour), static start => new HourPage(start));

    public DevicePage DevicePageOf(BeijingTime time) =>
        Pages.GetOrAdd(PageId.Devices(time), static start => new DevicePage(start));

    public PowerPage PowerPageOf(BeijingTime time) =>
        Pages.GetOrAdd(PageId.Power(time), static start => new PowerPage(start) { IsDirty = true });

    public DayPage DayPageOf(BeijingTime time) =>
        Pages.GetOrAdd(PageId.Day(time), static start => new DayPage(start));
}
