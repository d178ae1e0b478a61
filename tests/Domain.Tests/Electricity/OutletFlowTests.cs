using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Points;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>What an outlet tells its enterprise, for orders to cut production.</summary>
public sealed class OutletFlowTests
{
    static readonly FactorCode Gas = FactorCode.Parse("a00000");
    static readonly FactorCode Dust = FactorCode.Parse("a34013");
    static readonly TwinName Plant = TwinName.Of(EnterpriseId.Parse("E1"));

    [Theory]
    [InlineData(PointKind.FlueGas, true)]
    [InlineData(PointKind.IncineratorFlueGas, true)]
    [InlineData(PointKind.WasteWater, true)]
    [InlineData(PointKind.AmbientAir, false)]
    [InlineData(PointKind.Electricity, false)]
    public void Outlets_tell_the_hour_means_of_their_flow_and_of_nothing_else(PointKind kind, bool isTold)
    {
        FactorCode[] told = [.. Told(new PointHost(), kind).Select(mean => mean.Factor)];

        told.ShouldBe(isTold ? [Gas] : []);
    }

    [Fact]
    public void The_mean_of_the_hour_is_told_as_it_counts()
    {
        MeanTold told = Told(new PointHost(), PointKind.FlueGas).ShouldHaveSingleItem();

        told.ShouldBe(new MeanTold(ObservationKind.Hour, Gas, At(8), 20m, DataFlag.Normal, IsReported: true));
    }

    [Fact]
    public void A_policy_without_factors_has_nothing_told()
    {
        Policy national = PolicyFile.National;
        EmergencyCut order = national.Electricity.Order;
        Policy ofPower = national with
        {
            Electricity = national.Electricity with
            {
                Order = order with { Emission = order.Emission with { Factors = [] } },
            },
        };

        Told(new PointHost(ofPower), PointKind.FlueGas).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(60, DataFlag.Off)]
    [InlineData(45, DataFlag.Off)]
    [InlineData(44, DataFlag.Insufficient)]
    public void An_hour_whose_minutes_stand_still_is_told_as_a_standstill(int still, DataFlag flag)
    {
        // A mean needs 45 minutes, so does a standstill; the rest is out of order.
        var point = new PointHost();
        point.Register(Record() with { Kind = PointKind.FlueGas, Enterprise = EnterpriseId.Parse("E1") }, At(7));
        point.Minutes(8, 0, still, Value(Gas, 0m, DataFlag.Off));
        point.Minutes(8, still, 60 - still, Value(Gas, 0m, DataFlag.Fault));
        point.Hour(9, Value(Gas, 20m));

        ToPlant(point).Where(mean => mean.Start == At(8)).Last().Flag.ShouldBe(flag);
    }

    static MeanTold[] Told(PointHost point, PointKind kind)
    {
        point.Register(Record() with { Kind = kind, Enterprise = EnterpriseId.Parse("E1") }, At(7));
        point.Hour(8, Value(Gas, 20m), Value(Dust, 5m));
        return ToPlant(point);
    }

    static MeanTold[] ToPlant(PointHost point) =>
        [.. point.Host.Told.Where(effect => effect.Target == Plant).Select(effect => effect.Body).OfType<MeanTold>()];
}
