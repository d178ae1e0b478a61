using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>By the national tables 011 is COD, <c>w01018</c>; at some points it stands for ammonia nitrogen.</summary>
public sealed class CodeMeaningTests
{
    static readonly FactorCode Code011 = FactorCode.Parse("011");
    static readonly FactorCode Ammonia = FactorCode.Parse("w21003");

    static Reading Sent011(decimal value) => Value(Cod, value) with { SentAs = Code011 };

    static PointRecord Meaning(FactorCode old, FactorCode factor, params FactorLimit[] limits) =>
        Record(limits) with { OldCodes = [new OldCode(old, factor)] };

    [Fact]
    public void Without_a_registered_meaning_the_national_tables_hold()
    {
        var point = new PointHost();

        point.Instant(At(8), Sent011(40));
        point.Register(Meaning(FactorCode.Parse("060"), Ammonia), At(8, 1));
        point.Instant(At(8, 2), Sent011(41));

        point.Of(Cod).Last.ShouldBe(41m);
        point.State.Find(Ammonia).ShouldBe(-1);
    }

    [Fact]
    public void A_registered_meaning_goes_before_the_national_tables()
    {
        var point = new PointHost();
        point.Register(Meaning(Code011, Ammonia), At(7));

        point.Instant(At(8), Sent011(40));

        point.Of(Ammonia).Last.ShouldBe(40m);
        point.State.Find(Cod).ShouldBe(-1);
    }

    [Fact]
    public void The_same_factor_sent_by_its_own_code_keeps_its_meaning()
    {
        var point = new PointHost();
        point.Register(Meaning(Code011, Ammonia), At(7));

        point.Instant(At(8), Value(Cod, 40), Sent011(2));

        point.Of(Cod).Last.ShouldBe(40m);
        point.Of(Ammonia).Last.ShouldBe(2m);
    }

    [Fact]
    public void A_name_that_no_table_knows_can_have_a_meaning_too()
    {
        var point = new PointHost();
        point.Register(Meaning(FactorCode.Parse("NH3N"), Ammonia), At(7));

        point.Instant(At(8), Value(FactorCode.Parse("NH3N"), 2));

        point.Of(Ammonia).Last.ShouldBe(2m);
    }

    [Fact]
    public void A_meaning_holds_for_what_comes_after_it_was_registered()
    {
        var point = new PointHost();
        point.Instant(At(8), Sent011(40));

        point.Register(Meaning(Code011, Ammonia), At(8, 1));
        point.Instant(At(8, 2), Sent011(2));

        point.Of(Cod).Last.ShouldBe(40m);
        point.Of(Ammonia).Last.ShouldBe(2m);
    }

    [Theory]
    [InlineData(ObservationKind.RealTime)]
    [InlineData(ObservationKind.Minute)]
    [InlineData(ObservationKind.Hour)]
    [InlineData(ObservationKind.Day)]
    public void What_was_taken_by_a_registered_meaning_is_recognised_when_sent_again(ObservationKind kind)
    {
        var point = new PointHost();
        point.Register(Meaning(Code011, Ammonia), At(7));
        Observation upload = Upload(kind, At(-24), Sent011(2));

        point.TakeAt(At(8), upload).ShouldBeTrue();
        point.Host.EvictAll();

        point.TakeAt(At(9), upload with { Resent = true }).ShouldBeFalse();
    }

    [Fact]
    public void Means_and_limits_are_of_the_registered_meaning()
    {
        var point = new PointHost();
        point.Register(Meaning(Code011, Ammonia, Upper(Ammonia, LimitPeriod.Hour, 8)), At(7));

        point.Hour(8, Sent011(8.1m));

        point.Findings.ShouldHaveSingleItem().Factor.ShouldBe(Ammonia);
    }

    [Fact]
    public void The_same_entries_give_the_same_state_whether_restored_or_not()
    {
        string[] hashes = [.. new[] { false, true }.Select(restores =>
        {
            var point = new PointHost();
            point.Instant(At(8), Sent011(40));
            point.Register(Meaning(Code011, Ammonia), At(8, 1));
            if (restores)
                point.Host.RestoreFromSnapshot();
            point.Instant(At(8, 2), Sent011(2));
            point.Register(Record(), At(8, 3));
            if (restores)
                point.Host.RestoreFromSnapshot();
            point.Instant(At(9, 4), Sent011(41));
            return point.Host.StateHash();
        })];

        hashes[1].ShouldBe(hashes[0]);
    }
}
