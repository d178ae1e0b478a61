using Qianliyan.Api.Mapping;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Tests.Mapping;

public sealed class CellMapTests
{
    [Fact]
    public void A_cell_shows_the_months_in_which_it_was_warned()
    {
        var state = new CellState(TwinName.Parse("cells/130100-3km-0123-0456"));
        var december = NaturalMonth.Of(BeijingTime.Of(2025, 12, 1));
        state.Outcomes[december] = MonthOutcome.Warned;
        state.Outcomes[december.Add(1)] = MonthOutcome.Ranked;
        state.Outcomes[december.Add(2)] = MonthOutcome.Warned;

        CellStatus.Of(state).ToProto(new Plane()).WarnedMonths.ShouldBe(["2025-12", "2026-02"]);
    }

    sealed class Plane : IGridProjection
    {
        public ProjectedPoint Project(Wgs84 position) => new(position.Longitude, position.Latitude);

        public Wgs84 Unproject(ProjectedPoint point) => new(115, 38);
    }
}
