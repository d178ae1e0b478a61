using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Tests.Detectors;

public sealed class LeadFindingsTests
{
    static readonly FactorCode Nox = FactorCode.Parse("a21002");

    [Fact]
    public void A_lead_that_is_over_revises_the_finding_that_it_raised_and_makes_it_final()
    {
        var watch = new Watch<ZeroValue>(Watched.Policy);
        watch.See(8, _ => Watched.Hour(0m));
        watch.See(3, _ => Watched.Hour(8m));
        Finding[] findings = [.. watch.Leads.Select(Describe)];

        findings.Select(finding => (finding.State, finding.Standing)).ShouldBe(
            [(FindingState.Raised, FindingStanding.Provisional), (FindingState.Revised, FindingStanding.Final)]);
        findings[1].Id.ShouldBe(findings[0].Id);
        findings[1].WindowEnd.ShouldBe(Watched.At(8));
    }

    [Fact]
    public void A_lead_is_a_lead_and_cites_no_article()
    {
        var watch = new Watch<ZeroValue>(Watched.Policy);
        watch.See(8, _ => Watched.Hour(0m));
        Finding finding = Describe(watch.Only);
        (finding.Class, finding.Level, finding.LegalBasis).ShouldBe(
            (FindingClass.Lead, EscalationLevel.Notice, (string?)null));
        finding.Reason.ShouldBe("a21002: 4 of 6 hours at 0 or below; 4 are a lead");
    }

    static Finding Describe(Lead lead) => LeadFindings.Describe(
        lead, TwinName.Of(new PointId("MN1", "31")), Nox, PolicyFile.National, firstEntry: 3, lastEntry: 4, decidedBy: 5);
}
