using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>The enterprise of a press (d20401) that must not run without its filter (d30401), and its rules asked about it.</summary>
sealed class AskedPower : IDisposable
{
    public static readonly FactorCode Press = FactorCode.Parse("d20401");
    public static readonly FactorCode Filter = FactorCode.Parse("d30401");

    readonly AskedEnterprise _plant = new(TwinName.Of(new PointId("MN1", "44")));

    public static BeijingTime At(int hour) => Day.AddSeconds(hour * 3600L);

    public void Dispose() => _plant.Dispose();

    public Task Append(params (EntryBody Body, BeijingTime At)[] entries) => _plant.Append(entries);

    public Task Tick(int hour) => _plant.Append((new Ticked(At(hour)), At(hour)));

    /// <summary>The story of the one finding of a rule.</summary>
    public Task<FindingStory> Story(string rule) => _plant.Story(rule);

    public Task Register(params string[] relations) => _plant.Append((new Registered(new EnterpriseRecord
    {
        Id = EnterpriseId.Parse("E1"),
        Name = "plant",
        Industry = "C31",
        Region = County,
        Relations = [.. relations.Select(DeviceRelation.Parse)],
    }), Day));

    /// <summary>Eleven days of both devices at 10.</summary>
    public async Task Teach()
    {
        await Register("MN1-44:d20401>MN1-44:d30401");
        await Means(24 * 11, (_, _) => 10);
    }

    public Task Order(decimal cut, bool isLifted = false) => _plant.Append((new Ordered(new EmergencyOrder
    {
        Number = "7",
        From = At(24 * 11 + 6),
        To = At(24 * 11 + 20),
        Cut = cut,
        IsLifted = isLifted,
    }), At(24 * 11)));

    /// <summary>Hour means of both devices from an hour up to another.</summary>
    public async Task Means(int to, Func<FactorCode, int, decimal?> value, int from = 0)
    {
        var entries = new List<(EntryBody, BeijingTime)>();
        for (int hour = from; hour < to; hour++)
        {
            foreach (FactorCode device in (FactorCode[])[Press, Filter])
            {
                if (value(device, hour) is { } mean)
                {
                    entries.Add((_plant.Told(new MeanTold(
                        ObservationKind.Hour, device, At(hour), mean, DataFlag.Normal, IsReported: false)), At(hour + 1)));
                }
            }
        }

        await _plant.Append([.. entries]);
    }

    /// <summary>Minutes of an hour in which a device was on, of those in which it was seen.</summary>
    public Task Minutes(FactorCode device, int hour, int from, int to, int? knownFrom = null, int? knownTo = null) =>
        Minutes(device, hour, from, to, hour + 1, knownFrom, knownTo);

    /// <summary>The same, known later than when the hour is over.</summary>
    public Task MinutesLate(FactorCode device, int hour, int from, int to, int arrives, int? knownTo = null) =>
        Minutes(device, hour, from, to, arrives, knownFrom: null, knownTo);

    Task Minutes(FactorCode device, int hour, int from, int to, int arrives, int? knownFrom, int? knownTo)
    {
        var minutes = default(MinuteStates);
        for (int minute = knownFrom ?? from; minute < (knownTo ?? to); minute++)
            minutes = minutes.With(1UL << minute, minute >= from && minute < to);
        return _plant.Append((_plant.Told(new PowerTold(device, At(hour), minutes)), At(arrives)));
    }

    public async Task<ExplainedAnswer> One(string rule, BeijingTime time, bool isOfHour = false) =>
        (await Ask(rule, time, isOfHour)).ShouldHaveSingleItem();

    public Task<IReadOnlyList<ExplainedAnswer>> Ask(string rule, BeijingTime time, bool isOfHour) =>
        Ask(new RuleQuestion(rule, default, time, isOfHour));

    public Task<IReadOnlyList<ExplainedAnswer>> Ask(RuleQuestion question) => _plant.Ask(question);
}
