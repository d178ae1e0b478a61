using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Incinerators;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Findings;

/// <summary>Furnaces and cells are taken note of as points and enterprises are.</summary>
public sealed class AcknowledgingTests
{
    static readonly CellId Fine = CellId.Parse("130100-500m-0738-2736");

    [Fact]
    public void The_level_and_a_finding_of_a_furnace_are_acknowledged_once_and_until_they_fall()
    {
        var furnace = new FurnaceHost();
        furnace.Feed(new Registered(FurnaceHost.Registration));
        Acknowledge(furnace, "li", "").ShouldBeFalse();
        furnace.Slots(0, 6, 849);
        string id = furnace.InForce("furnace.temperature").Single().Id;

        Acknowledge(furnace, "li", "").ShouldBeTrue();
        Acknowledge(furnace, "li", id).ShouldBeTrue();
        furnace.Host.RestoreFromSnapshot();

        Acknowledge(furnace, "wang", "").ShouldBeFalse();
        Acknowledge(furnace, "wang", id).ShouldBeFalse();
        (furnace.Status.Acknowledged!.By, furnace.Status.Acknowledged.Level).ShouldBe(("li", EscalationLevel.Exceeded));
        furnace.Status.AcknowledgedFindings.Select(held => held.Finding).ShouldBe([id]);

        furnace.Slots(0, 6, 860);
        furnace.Status.Acknowledged.ShouldBeNull();
        furnace.Status.AcknowledgedFindings.ShouldBeEmpty();
    }

    [Fact]
    public void A_finding_of_another_furnace_is_not_acknowledged()
    {
        var furnace = new FurnaceHost();
        furnace.Feed(new Registered(FurnaceHost.Registration));

        Acknowledge(furnace, "li", "incinerators/P-2:furnace.temperature::1").ShouldBeFalse();
    }

    [Fact]
    public void A_finding_of_a_cell_is_acknowledged_until_it_is_withdrawn()
    {
        var cell = new FoldHost<CellState>(new CellFold(), TwinName.Of(Fine), PolicyFile.National);
        var coarse = new Teller(TwinName.Of(Fine.Coarse));
        Finding finding = Contrast();
        cell.Feed(coarse.Tells(new FindingTold(finding)), Teller.At(9));

        cell.Feed(new Acknowledged("li", Teller.At(10), finding.Id), Teller.At(10)).ShouldBeTrue();
        cell.RestoreFromSnapshot();

        cell.Feed(new Acknowledged("wang", Teller.At(11), finding.Id), Teller.At(11)).ShouldBeFalse();
        CellStatus.Of(cell.State).AcknowledgedFindings.ShouldHaveSingleItem().By.ShouldBe("li");
        cell.Feed(coarse.Tells(new FindingTold(finding with { State = FindingState.Withdrawn })), Teller.At(12));
        CellStatus.Of(cell.State).AcknowledgedFindings.ShouldBeEmpty();
    }

    static bool Acknowledge(FurnaceHost furnace, string by, string finding) =>
        furnace.Feed(new Acknowledged(by, FurnaceHost.Now, finding));

    static Finding Contrast() => new()
    {
        Twin = TwinName.Of(Fine),
        Rule = "cell.contrast",
        PolicyVersion = PolicyFile.National.Version,
        WindowStart = Teller.At(8),
        WindowEnd = Teller.At(9),
        State = FindingState.Raised,
        Level = EscalationLevel.Notice,
        Reason = "clearly higher",
    };
}
