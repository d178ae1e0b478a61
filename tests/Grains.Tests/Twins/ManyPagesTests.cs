using Microsoft.Extensions.Time.Testing;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Checkpoints;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Grains.Tests.Twins;

/// <summary>A stack with a page for each of more days than one append has room for.</summary>
public sealed class ManyPagesTests : IDisposable
{
    const int Days = 150;

    static readonly TwinName Stack = TwinName.Of(new PointId("MN1", "31"));
    static readonly FactorCode So2 = FactorCode.Parse("a21026");
    readonly string _directory = Directory.CreateTempSubdirectory("qianliyan-pages-").FullName;
    readonly FakeTimeProvider _time = new(At(0).ToDateTimeOffset());

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_limit_dated_back_over_more_days_than_an_append_holds_pages_is_in_a_checkpoint_at_once()
    {
        await using CountySilo silo = await Start();
        IPointGrain stack = await Live(silo);

        await stack.Amend(Record(Over()), RegistryFields.Limits);

        StoredCheckpoint checkpoint = (await silo.Journal.ReadCheckpointAsync(Stack.ToString(), Token)).ShouldNotBeNull();
        checkpoint.Position.Sequence
            .ShouldBe((await silo.Journal.ReadPositionAsync(Stack.ToString(), Token)).Sequence);
        (await stack.Prove()).Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_twin_whose_checkpoint_was_not_finished_lives_through_its_journal_again()
    {
        string before;
        await using (CountySilo first = await Start())
        {
            IPointGrain stack = await Live(first);
            await stack.Amend(Record(Over()), RegistryFields.Limits);
            before = (await stack.Prove()).LiveHash;
            JournalPosition end = await first.Journal.ReadPositionAsync(Stack.ToString(), Token);
            JournalSideWrite stale = JournalSideWrite.PutPage("d/2020-01-01", new byte[] { 1 });
            await first.Journal.AppendAsync(
                new JournalAppend
                {
                    Twin = Stack.ToString(),
                    Previous = end,
                    Checkpoint = TwinSnapshot.Unfinished([], "one"),
                    SideWrites = [stale],
                },
                Token);
        }

        await using CountySilo second = await Start();

        TwinProof proof = await second.Grains.GetPoint(Stack.Id).Prove();
        proof.Holds.ShouldBeTrue();
        proof.LiveHash.ShouldBe(before);
    }

    Task<CountySilo> Start() => CountySilo.Start(_directory, _time, PolicyFile.NationalText);

    async Task<IPointGrain> Live(CountySilo silo)
    {
        IPointGrain stack = silo.Grains.GetPoint(Stack.Id);
        await stack.Register(Record());
        for (int day = 0; day < Days; day++)
        {
            _time.SetUtcNow(At(day).AddSeconds(BeijingTime.SecondsPerHour).ToDateTimeOffset());
            var observation = new Observation
            {
                Kind = ObservationKind.Hour,
                DataTime = At(day),
                Readings = [new Reading { Factor = So2, Value = 45, Flag = DataFlag.Normal }],
            };
            long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            await stack.Record([new Upload { Observation = observation, ArrivedAtUnixMs = now }], admitsUnknown: false);
        }

        return stack;
    }

    /// <summary>The hours of 45 are over it from the first day on.</summary>
    static FactorLimit Over() =>
        new(So2, LimitPeriod.Hour, 40, Exact.None, "permit", Clause: null) { ValidFrom = new DateOnly(2026, 3, 9) };

    static BeijingTime At(int day) => BeijingTime.Of(2026, 3, 9).AddSeconds(day * (long)BeijingTime.SecondsPerDay);

    static PointRecord Record(params FactorLimit[] limits) => new()
    {
        Id = new PointId("MN1", "31"),
        Name = "MN1",
        Kind = PointKind.FlueGas,
        Region = RegionCode.Parse("130109"),
        Limits = [.. limits],
        MinuteInterval = 10,
    };
}
