using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>Versions of an emergency order to a plant whose press draws 100 as a rule and 72 on the day of the order.</summary>
public sealed class OrderVersionTests
{
    static readonly FactorCode Press = FactorCode.Parse("d20401");
    static readonly EmergencyOrder Given = new()
    {
        Number = "7",
        From = At(6),
        To = At(20),
        Cut = 0.3m,
        Author = "li",
        Reason = "orange",
        Revision = 1,
    };

    readonly Teller _meter = new(TwinName.Of(new PointId("MN1", "44")));
    readonly FoldHost<EnterpriseState> _plant = new(
        new EnterpriseFold(), TwinName.Of(EnterpriseId.Parse("E1")), PolicyFile.National);

    public OrderVersionTests()
    {
        Feed(new Registered(new EnterpriseRecord
        {
            Id = EnterpriseId.Parse("E1"),
            Name = "plant",
            Industry = "C31",
            Region = RegionCode.Parse("130109"),
            Relations = [DeviceRelation.Parse("MN1-44:d20401>MN1-44:d30401")],
        }));
        for (int day = 5; day >= 0; day--)
        {
            for (int hour = 8; hour < 12; hour++)
                Feed(_meter.Hour(Press, At(hour - 24 * day), day > 0 ? 100 : 72));
        }
    }

    [Fact]
    public void The_highest_version_is_the_order_and_one_that_comes_after_it_changes_nothing()
    {
        Feed(new Ordered(Given)).ShouldBeTrue();
        InForce().ShouldBeEmpty();
        EmergencyOrder stricter = Given with { Cut = 0.5m, Author = "wang", Revision = 2 };
        Feed(new Ordered(stricter)).ShouldBeTrue();

        Feed(new Ordered(Given with { Cut = 0.4m, Author = "zhao", Revision = 2 })).ShouldBeFalse();
        Feed(new Ordered(Given)).ShouldBeFalse();
        _plant.RestoreFromSnapshot();

        // 100 x (1 - 0.3 + 0.05) = 75 >= 72, but 100 x (1 - 0.5 + 0.05) = 55 < 72.
        InForce().ShouldHaveSingleItem().Limit.ShouldBe((Exact)55m);
        OrderVersion held = _plant.State.Orders.Newest.ShouldHaveSingleItem();
        (held.Order, held.OrderedAt).ShouldBe((stricter, At(12)));
    }

    [Fact]
    public void Versions_end_in_the_same_findings_in_whatever_order_they_come()
    {
        EmergencyOrder stricter = Given with { Cut = 0.5m, Revision = 2 };
        Feed(new Ordered(stricter)).ShouldBeTrue();
        Feed(new Ordered(Given)).ShouldBeFalse();

        InForce().ShouldHaveSingleItem().Limit.ShouldBe((Exact)55m);
    }

    [Fact]
    public void A_version_that_takes_the_order_back_withdraws_what_it_found_and_a_later_one_lets_it_stand_again()
    {
        EmergencyOrder stricter = Given with { Cut = 0.5m };
        Feed(new Ordered(stricter));
        Feed(new Ordered(stricter with { IsLifted = true, Author = "zhao", Revision = 2 }));
        InForce().ShouldBeEmpty();

        Feed(new Ordered(stricter with { Revision = 3 }));

        InForce().ShouldHaveSingleItem();
    }

    [Fact]
    public void Orders_from_before_they_had_revisions_follow_one_another()
    {
        EmergencyOrder first = Given with { Author = "", Reason = null, Revision = 0 };
        EmergencyOrder second = first with { Cut = 0.5m };

        Feed(new Ordered(first)).ShouldBeTrue();
        Feed(new Ordered(second)).ShouldBeTrue();
        Feed(new Ordered(second)).ShouldBeFalse();
        Feed(new Ordered(first)).ShouldBeTrue();

        EmergencyOrder held = _plant.State.Orders.Newest.ShouldHaveSingleItem().Order;
        (held.Cut, held.Revision, held.Author).ShouldBe(((Exact)0.3m, 3, ""));
    }

    Finding[] InForce() =>
        [.. _plant.State.OwnAtHand.InForce.Where(finding => finding.Rule == "electricity.order")];

    static BeijingTime At(int hour) => BeijingTime.Of(2026, 3, 2).AddSeconds(hour * 3600L);

    bool Feed(EntryBody body) => _plant.Feed(body, At(12));
}
