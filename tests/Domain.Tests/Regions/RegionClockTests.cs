using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Regions;

/// <summary>The shipped policy waits for 3,600 seconds at most.</summary>
public sealed class RegionClockTests
{
    readonly FoldHost<RegionState> _county = new(new RegionFold(), TwinName.Of(County), PolicyFile.National);

    [Fact]
    public void A_region_that_begins_while_the_silo_listens_settles_at_once()
    {
        Begin(At(10));

        Listen(since: At(9), until: At(10, 5));

        _county.State.Clock.Settles.ShouldBeTrue();
    }

    [Theory]
    // Away from 12:00 for some minutes; the silo listens from its start on.
    [InlineData(1, 0, false)]
    [InlineData(1, 1, true)]
    [InlineData(20, 19, false)]
    [InlineData(20, 20, true)]
    [InlineData(60, 59, false)]
    [InlineData(60, 60, true)]
    [InlineData(6000, 59, false)]
    [InlineData(6000, 60, true)]
    public void It_waits_as_long_as_the_silo_was_away_and_an_hour_at_most(int away, int listened, bool settles)
    {
        Begin(At(10));
        Listen(since: At(9), until: At(12));
        BeijingTime start = At(12, away);

        Listen(start, start.AddSeconds(listened * 60));

        _county.State.Clock.Settles.ShouldBe(settles);
    }

    [Fact]
    public void Starts_every_half_hour_after_a_day_away_wait_for_an_hour_together()
    {
        Begin(At(10));
        Listen(since: At(9), until: At(12));

        // Owed 3,600 - 1,740, then 1,860 + 60 - 1,740, then 180 + 60 - 240.
        Listen(since: At(36, 0), until: At(36, 29));
        _county.State.Clock.OwedSeconds.ShouldBe(1_860);
        Listen(since: At(36, 30), until: At(36, 59));
        _county.State.Clock.OwedSeconds.ShouldBe(180);
        Listen(since: At(37, 0), until: At(37, 4));
        _county.State.Clock.Settles.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_but_the_backfill_of_the_policy_bounds_it()
    {
        _county.Policy = PolicyFile.National with
        {
            Link = PolicyFile.National.Link with { SilentAfterSeconds = 86_400, BackfillWaitSeconds = 120 },
        };
        Begin(At(10));
        Listen(since: At(9), until: At(12));

        Listen(since: At(20), until: At(20, 1));
        _county.State.Clock.Settles.ShouldBeFalse();
        Listen(since: At(20), until: At(20, 2));
        _county.State.Clock.Settles.ShouldBeTrue();
    }

    [Fact]
    public void A_clock_that_looked_before_is_not_journaled()
    {
        Begin(At(10));

        _county.Feed(new Listened(At(9), At(12)), At(12)).ShouldBeTrue();
        _county.Feed(new Listened(At(9), At(12)), At(12)).ShouldBeFalse();
        _county.Feed(new Listened(At(9), At(11)), At(12)).ShouldBeFalse();
    }

    static readonly Gen<(int Away, int[] Looks)[]> Runs =
        Gen.Select(Gen.Int[0, 9_000], Gen.Int[1, 900].Array[0, 8]).Array[1, 12];

    [Fact]
    public void Whatever_the_starts_what_is_owed_is_at_most_what_it_was_away_and_a_replay_ends_the_same() =>
        Gen.Select(Runs, Moves).Sample((runs, moves) =>
        {
            var live = new FoldHost<RegionState>(new RegionFold(), TwinName.Of(County), PolicyFile.National);
            var replayed = new FoldHost<RegionState>(new RegionFold(), TwinName.Of(County), PolicyFile.National);
            var entries = new List<(EntryBody Body, BeijingTime At)> { (Point("A").Line(EscalationLevel.Normal), Day) };
            BeijingTime now = Day;
            foreach ((int away, int[] looks) in runs)
            {
                BeijingTime since = now = now.AddSeconds(away);
                foreach (int seconds in looks)
                {
                    now = now.AddSeconds(seconds);
                    entries.Add((new Listened(since, now), now));
                }
            }

            for (int i = 0; i < entries.Count; i++)
            {
                live.Feed(entries[i].Body, entries[i].At);
                if (moves[i % moves.Length] == 1)
                    live.RestoreFromSnapshot();
                live.State.Clock.OwedSeconds.ShouldBeInRange(0, Math.Min(runs.Sum(run => (long)run.Away), 3_600));
            }

            foreach ((EntryBody body, BeijingTime at) in entries)
                replayed.Feed(body, at);
            replayed.StateHash().ShouldBe(live.StateHash());
        });

    void Begin(BeijingTime at) => _county.Feed(Point("A").Line(EscalationLevel.Normal), at);

    void Listen(BeijingTime since, BeijingTime until) => _county.Feed(new Listened(since, until), until);
}
