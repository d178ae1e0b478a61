using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Explaining;
using static Qianliyan.Replay.Tests.StoredTwins;

namespace Qianliyan.Replay.Tests.Explaining;

/// <summary>Versions of an order to a plant whose press (d20401) draws 10 on every day.</summary>
public sealed class OrderVersionAnswerTests : IDisposable
{
    const int FirstHour = 24 * 11;

    static readonly FactorCode Press = FactorCode.Parse("d20401");
    readonly AskedEnterprise _plant = new(TwinName.Of(new PointId("MN1", "44")));

    public void Dispose() => _plant.Dispose();

    [Fact]
    public async Task The_versions_of_an_order_are_behind_its_findings_with_who_gave_them()
    {
        await Teach();
        await Give(0.02m, "li", "orange", revision: 1);
        await Give(0.8m, "wang", "red", revision: 2);
        await Means(FirstHour, FirstHour + 24);

        ExplainedAnswer found = await Ask();
        string[] versions = VersionsOf(found);
        await Give(0.8m, "zhao", "wind", revision: 3, isLifted: true);
        ExplainedAnswer lifted = await Ask();

        found.Answer.Ground.ShouldBe(AnswerGround.Found);
        string span = $"from {At(FirstHour + 6)} to {At(FirstHour + 20)}";
        versions.ShouldBe(
        [
            $"order 7 to cut 0.02 {span}, revision 1 by li: orange",
            $"order 7 to cut 0.8 {span}, revision 2 by wang: red",
        ]);
        (lifted.Answer.Ground, lifted.Answer.Why).ShouldBe(
            (AnswerGround.NotConcerned, "order 7 was taken back by zhao, revision 3: wind; what was found here was withdrawn, "
                + "and the level of enterprises/E1 fell from warning to normal at once"));
        VersionsOf(lifted)[^1].ShouldBe($"taken back: order 7 to cut 0.8 {span}, revision 3 by zhao: wind");
    }

    static string[] VersionsOf(ExplainedAnswer answer) =>
        [.. answer.Evidence.Where(entry => entry.Kind == EntryKind.Ordered).Select(entry => entry.Says)];

    static BeijingTime At(int hour) => Day.AddSeconds(hour * 3600L);

    async Task Teach()
    {
        await _plant.Append((new Registered(new EnterpriseRecord
        {
            Id = EnterpriseId.Parse("E1"),
            Name = "plant",
            Industry = "C31",
            Region = County,
            Relations = [DeviceRelation.Parse("MN1-44:d20401>MN1-44:d30401")],
        }), Day));
        await Means(0, FirstHour);
    }

    Task Give(decimal cut, string author, string reason, int revision, bool isLifted = false) => _plant.Append((
        new Ordered(new EmergencyOrder
        {
            Number = "7",
            From = At(FirstHour + 6),
            To = At(FirstHour + 20),
            Cut = cut,
            IsLifted = isLifted,
            Author = author,
            Reason = reason,
            Revision = revision,
        }), At(FirstHour)));

    Task Means(int from, int to) => _plant.Append(
    [
        .. Enumerable.Range(from, to - from).Select(hour => ((EntryBody, BeijingTime))(_plant.Told(new MeanTold(
            ObservationKind.Hour, Press, At(hour), 10, DataFlag.Normal, IsReported: false)), At(hour + 1))),
    ]);

    async Task<ExplainedAnswer> Ask() => (await _plant.Ask(new RuleQuestion(
        "electricity.order", default, At(FirstHour), IsOfHour: false))).ShouldHaveSingleItem();
}
