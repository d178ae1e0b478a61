using Microsoft.Extensions.Time.Testing;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Tests.Twins;

/// <summary>
/// A day over its limit, told on the morning after it and settled at noon. The policy calls a link silent after a whole
/// day, which has no say in that.
/// </summary>
public sealed class RegionClockTests : IDisposable
{
    static readonly TwinName Stack = TwinName.Of(new PointId("MN1", "31"));
    static readonly TwinName County = TwinName.Of(RegionCode.Parse("130109"));
    static readonly FactorCode So2 = FactorCode.Parse("a21026");
    readonly string _directory = Directory.CreateTempSubdirectory("qianliyan-clock-").FullName;
    readonly FakeTimeProvider _time = new(At(10, 0).ToDateTimeOffset());

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_silo_that_never_was_away_settles_a_day_with_the_first_tick_after_its_deadline()
    {
        await using CountySilo silo = await Start();
        await TellDayOver(silo);

        await Remind(silo, 11, 55);
        (await Ticks(silo)).ShouldBe(0);
        await Remind(silo, 12, 0);
        (await Ticks(silo)).ShouldBe(1);
    }

    [Theory]
    // Stopped at 11:50: away until 11:51 it owes 1 minute, until 12:10 it owes 20.
    [InlineData(11, 51, 12, 0, 1)]
    [InlineData(12, 10, 12, 29, 0)]
    [InlineData(12, 10, 12, 30, 1)]
    public async Task After_a_start_a_day_waits_as_long_as_the_silo_was_away(
        int startHour, int startMinute, int hour, int minute, int ticks)
    {
        await using (CountySilo first = await Start())
        {
            await TellDayOver(first);
            await Remind(first, 11, 47);
            MoveTo(11, 50);
        }

        MoveTo(startHour, startMinute);
        await using CountySilo second = await Start();
        await Remind(second, hour, minute);

        (await Ticks(second)).ShouldBe(ticks);
        (await second.Grains.GetTwin(County).Prove()).Holds.ShouldBeTrue();
        (await second.Grains.GetTwin(Stack).Prove()).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_county_whose_reminder_is_lost_has_one_again_when_it_wakes()
    {
        await using (CountySilo first = await Start())
            await TellDayOver(first);
        await using CountySilo second = await Start();
        GrainId county = second.Grains.GetTwin(County).GetGrainId();
        (await second.Reminders.ReadRows(county, Token)).Reminders.ShouldBeEmpty();

        await second.Grains.GetTwin(County).GetStatus();

        (await second.Reminders.ReadRows(county, Token)).Reminders
            .ShouldHaveSingleItem().ReminderName.ShouldBe("clock");
    }

    static BeijingTime At(int hour, int minute) => BeijingTime.Of(2026, 3, 10, hour, minute);

    Task<CountySilo> Start() => CountySilo.Start(
        _directory, _time,
        PolicyFile.NationalText.Replace(
            "silentAfterSeconds: 3600", "silentAfterSeconds: 86400", StringComparison.Ordinal));

    void MoveTo(int hour, int minute) => _time.SetUtcNow(At(hour, minute).ToDateTimeOffset());

    async Task TellDayOver(CountySilo silo)
    {
        IPointGrain stack = silo.Grains.GetPoint(Stack.Id);
        await stack.Register(new PointRecord
        {
            Id = new PointId("MN1", "31"),
            Name = "MN1",
            Kind = PointKind.FlueGas,
            Region = RegionCode.Parse("130109"),
            Limits = [new FactorLimit(So2, LimitPeriod.Day, 80, Exact.None, "permit", Clause: null)],
            MinuteInterval = 10,
        });
        var observation = new Observation
        {
            Kind = ObservationKind.Day,
            DataTime = BeijingTime.Of(2026, 3, 9),
            Readings = [new Reading { Factor = So2, Value = 90, Flag = DataFlag.Normal }],
        };
        var upload = new Upload { Observation = observation, ArrivedAtUnixMs = _time.GetUtcNow().ToUnixTimeMilliseconds() };
        await stack.Record([upload], admitsUnknown: false);
        await silo.Grains.GetTwin(County).Receive(
        [
            new Signal
            {
                Source = Stack, SourceSequence = 100, Ordinal = 0, CausedAt = At(10, 0),
                Body = new StatusChanged("MN1", EscalationLevel.Exceeded, LinkState.Online, "", null, At(10, 0)),
            },
        ]);
    }

    async Task Remind(CountySilo silo, int hour, int minute)
    {
        MoveTo(hour, minute);
        var county = silo.Grains.GetTwin(County).AsReference<IRegionGrain>();
        await county.ReceiveReminder("clock", default);
    }

    /// <summary>The ticks that found a day to settle.</summary>
    static async Task<int> Ticks(CountySilo silo)
    {
        int ticks = 0;
        await foreach (JournalEntry entry in silo.Journal.ReadAsync(Stack.ToString(), 1, null, int.MaxValue, Token))
            ticks += (EntryKind)entry.Kind == EntryKind.Ticked ? 1 : 0;
        return ticks;
    }
}
