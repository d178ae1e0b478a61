using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Qianliyan.Abstractions;
using Qianliyan.Replay.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Grains.Tests.Twins;

/// <summary>Each test runs on a scheduler that does one thing at a time, as a grain does.</summary>
public sealed class OutboxTests : IDisposable
{
    static readonly TwinName County = TwinName.Of(RegionCode.Parse("130109"));
    static readonly TwinName City = TwinName.Of(RegionCode.Parse("130100"));
    static readonly TwinName Province = TwinName.Of(RegionCode.Parse("130000"));

    readonly FakeTimeProvider _time = new();
    readonly List<(TwinName Target, long Sequence)> _told = [];
    readonly HashSet<TwinName> _deaf = [];
    readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    readonly Outbox _outbox;
    int _attempts;

    public OutboxTests()
    {
        var services = new TwinServices(
            journal: null!, new PolicyArchive(null!, _time, NullLogger<PolicyArchive>.Instance), changes: null!, new ActiveTwins(), _time,
            Options.Create(new TwinOptions()), NullLoggerFactory.Instance);
        _outbox = new Outbox(County, Tell, services);
    }

    public void Dispose() => _outbox.Dispose();

    [Fact]
    public async Task Everything_is_told_in_order()
    {
        await InTurn(() => Add(City, Left, 1, 2, 3));

        await Until(() => _told.Count == 3);
        _told.ShouldBe([(City, 1), (City, 2), (City, 3)]);
        await Until(() => !_outbox.Pending.Any());
    }

    [Fact]
    public async Task A_target_that_cannot_be_told_holds_up_no_other()
    {
        _deaf.Add(City);
        await InTurn(() => Add(City, Left, 1));
        await InTurn(() => Add(Province, Left, 2));

        await Until(() => _told.Count == 1);
        _told.ShouldBe([(Province, 2)]);
        await Until(() => _outbox.Pending.Count() == 1);
        _outbox.Pending.Single().Target.ShouldBe(City);
    }

    [Fact]
    public async Task What_could_not_be_told_is_told_again_after_a_while()
    {
        _deaf.Add(City);
        await InTurn(() => Add(City, Left, 1));
        await Until(() => _attempts == 1);
        await InTurn(() => Add(City, Left, 2));
        _deaf.Clear();

        await UntilWithTime(() => _told.Count == 2);
        _told.ShouldBe([(City, 1), (City, 2)]);
    }

    [Fact]
    public async Task Of_counts_that_wait_only_the_newest_is_told_and_once_a_period()
    {
        await InTurn(() => Add(City, Counted, 1));
        await Until(() => _told.Count == 1);
        await InTurn(() => Add(City, Counted, 2, 3, 4));
        await InTurn(() => _outbox.Pending.Count().ShouldBe(1));
        _told.Count.ShouldBe(1);

        await UntilWithTime(() => _told.Count == 2);
        _told.ShouldBe([(City, 1), (City, 4)]);
    }

    [Fact]
    public async Task A_line_takes_the_place_of_the_one_that_waits_but_passes_nothing_else()
    {
        _deaf.Add(City);
        await InTurn(() => Add(City, Left, 1));
        await Until(() => _attempts == 1);
        await InTurn(() => Add(City, Line, 2, 3));
        await InTurn(() => Add(City, Left, 4));
        await InTurn(() => Add(City, Line, 5));

        _outbox.Pending.Select(item => item.Signal.SourceSequence).ShouldBe([1, 3, 4, 5]);
    }

    [Fact]
    public async Task After_a_stop_nothing_is_told_and_what_waits_is_still_there()
    {
        _deaf.Add(City);
        await InTurn(() => Add(City, Left, 1));
        await Until(() => _attempts == 1);
        await InTurn(() => _outbox.Stop());
        _deaf.Clear();
        await InTurn(() => Add(City, Left, 2));
        _time.Advance(TimeSpan.FromMinutes(5));

        await InTurn(() => _outbox.Pending.Count().ShouldBe(2));
        _told.ShouldBeEmpty();
    }

    static SignalBody Left => new LeftRoster();

    static SignalBody Counted => new RegionCounted(new RosterCounts { Kinds = [] });

    static SignalBody Line => new StatusChanged("", default, default, "", null, default);

    void Add(TwinName target, SignalBody body, params ReadOnlySpan<long> sequences)
    {
        foreach (long sequence in sequences)
        {
            _outbox.Add(target, new Signal
            {
                Source = County,
                SourceSequence = sequence,
                Ordinal = 0,
                CausedAt = new BeijingTime(sequence),
                Body = body,
            });
        }

        _outbox.Start();
    }

    ValueTask Tell(TwinName target, Signal[] signals)
    {
        _attempts++;
        if (_deaf.Contains(target))
            throw new TimeoutException($"{target} does not answer.");
        _told.AddRange(signals.Select(signal => (target, signal.SourceSequence)));
        return ValueTask.CompletedTask;
    }

    Task InTurn(Action act) => InTurn(() =>
    {
        act();
        return Task.CompletedTask;
    });

    Task InTurn(Func<Task> act) =>
        Task.Factory.StartNew(act, TestContext.Current.CancellationToken, TaskCreationOptions.None, _turns).Unwrap();

    async Task Until(Func<bool> holds)
    {
        bool held = false;
        while (!held)
            await InTurn(() => held = holds());
    }

    async Task UntilWithTime(Func<bool> holds)
    {
        bool held = false;
        while (!held)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await InTurn(() => held = holds());
        }
    }
}
