using Google.Protobuf;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Tests.Fakes;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Tests.Mapping;

public class PointMapTests
{
    static readonly TwinName Name = TwinName.Parse("points/31011500000002-31");

    static readonly PointStatus Status = Given.PointStatus(Name, 42, "310115") with
    {
        DisplayName = "1号排口",
        Level = EscalationLevel.Warning,
        LevelReason = "a21026 hourly mean over its limit today",
        LevelSince = BeijingTime.Of(2026, 3, 1, 9),
        LinkSince = BeijingTime.Of(2026, 3, 1, 8),
        Location = new Wgs84(121.5, 31.25),
        Kind = PointKind.FlueGas,
        Enterprise = EnterpriseId.Parse("ENT1"),
        LastArrival = BeijingTime.Of(2026, 3, 1, 10, 0, 2),
        LastDataTime = BeijingTime.Of(2026, 3, 1, 10),
        Observations = 40,
        Late = 1,
        Conflicts = 2,
        FutureDated = 3,
        SettledBefore = BeijingTime.Of(2026, 3, 1),
        Acknowledged = new Acknowledgement("li", BeijingTime.Of(2026, 3, 1, 10), EscalationLevel.Warning, ""),
        TierIn30 = 1,
        IsSerious = true,
        Factors =
        [
            new FactorStatus
            {
                Factor = FactorCode.Parse("a21026"),
                LastAt = BeijingTime.Of(2026, 3, 1, 10),
                Last = 80.10m,
                LastFlag = DataFlag.Normal,
                ReportedHour = new LatestMean(BeijingTime.Of(2026, 3, 1, 9), 120m, 130.5m, DataFlag.Normal),
                HoursOverToday = 1,
                DaysOverIn30 = 4,
                TransmissionDay = BeijingTime.Of(2026, 2, 28),
                Transmission = new TransmissionCounts(
                    new TransmissionCount(1440, 1400, 1390), new TransmissionCount(1440, 1300, 1290)),
            },
        ],
        Devices = [new DeviceStatus(FactorCode.Parse("SB1"), BeijingTime.Of(2026, 3, 1, 10), 1m, default, default)],
    };

    [Fact]
    public void A_point_maps_to_this_json()
    {
        // 09:00 in Beijing is 01:00 UTC; 80.10 keeps its written scale.
        const string golden = """
            { "name": "points/31011500000002-31", "displayName": "1号排口", "sequence": "42", "level": "LEVEL_WARNING",
            "levelReason": "a21026 hourly mean over its limit today", "levelSince": "2026-03-01T01:00:00Z",
            "link": "LINK_STATE_ONLINE", "linkSince": "2026-03-01T00:00:00Z", "region": "regions/310115",
            "location": { "latitude": 31.25, "longitude": 121.5 }, "registered": true, "kind": "POINT_KIND_FLUE_GAS",
            "enterprise": "enterprises/ENT1", "factors": [ { "factor": "a21026", "lastTime": "2026-03-01T02:00:00Z",
            "lastValue": "80.10", "lastFlag": "DATA_FLAG_NORMAL", "reportedHour": { "startTime": "2026-03-01T01:00:00Z",
            "value": "120", "convertedValue": "130.5", "flag": "DATA_FLAG_NORMAL", "validity": "VALIDITY_PROVISIONAL" },
            "hoursOverTodayCount": 1,
            "daysOverIn30Count": 4, "transmissionDay": "2026-02-27T16:00:00Z", "transmission": { "expectedMinutes": 1440,
            "receivedMinutes": 1400, "validMinutes": 1390, "onTimeMinutes": 1300, "onTimeValidMinutes": 1290 },
            "transmissionInMonth": { } } ], "devices": [ { "device": "SB1", "stateTime": "2026-03-01T02:00:00Z",
            "state": "1" } ], "lastArrivalTime": "2026-03-01T02:00:02Z", "lastDataTime": "2026-03-01T02:00:00Z",
            "observationCount": "40", "lateCount": "1", "conflictCount": "2", "futureDatedCount": "3",
            "settledBeforeTime": "2026-02-28T16:00:00Z", "acknowledged": { "level": "LEVEL_WARNING", "author": "li",
            "acknowledgeTime": "2026-03-01T02:00:00Z" }, "tierIn30": 1, "serious": true }
            """;

        JsonFormatter.Default.Format(Status.ToProto()).ShouldBe(golden.ReplaceLineEndings(" "));
    }

    [Fact]
    public void A_message_serves_everybody_who_asks_at_a_time() =>
        Given.Renderings.Of(Status).ShouldBeSameAs(Given.Renderings.Of(Status));

    [Fact]
    public void The_bytes_of_a_status_are_those_of_its_message()
    {
        byte[] bytes = ((V1.IPreEncoded)Given.Renderings.Encode(Status)).Bytes.ShouldNotBeNull();

        V1.Point.Parser.ParseFrom(bytes).ShouldBe(Status.ToProto());
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void Every_cause_that_voids_a_mean_is_said(VoidCause cause) =>
        cause.ToProto().ToString().ShouldBe(cause == VoidCause.None ? "Unspecified" : cause.ToString());

    [Theory]
    [MemberData(nameof(Flags))]
    public void Every_flag_goes_out_and_comes_back(DataFlag flag) => flag.ToProto().ToDomain().ShouldBe(flag);

    [Theory]
    [MemberData(nameof(Levels))]
    public void Every_level_goes_out_and_comes_back(EscalationLevel level) =>
        level.ToProto().ToDomain().ShouldBe(level);

    [Theory]
    [MemberData(nameof(Links))]
    public void Every_link_state_goes_out_and_comes_back(LinkState link) => link.ToProto().ToDomain().ShouldBe(link);

    public static TheoryData<DataFlag> Flags => [.. Enum.GetValues<DataFlag>()];

    public static TheoryData<VoidCause> Causes => [.. Enum.GetValues<VoidCause>()];

    public static TheoryData<EscalationLevel> Levels => [.. Enum.GetValues<EscalationLevel>()];

    public static TheoryData<LinkState> Links => [.. Enum.GetValues<LinkState>()];
}
