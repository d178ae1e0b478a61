using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Google.Type;
using Grpc.Core;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>One point that exceeds, an unknown one, a proof that can be broken, and two pages of a list.</summary>
public sealed class FakeTwins : TwinService.TwinServiceBase
{
    static readonly Timestamp Eight =
        Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.FromHours(8)));

    int _watches;

    /// <summary>What each opening of a watch ends with; OK never ends.</summary>
    public StatusCode[] WatchEnds { get; set; } = [StatusCode.PermissionDenied];

    public string ReplayedHash { get; set; } = "aa";

    public List<ListTwinsRequest> Lists { get; } = [];

    public ListObservationsRequest? History { get; private set; }

    public ListQuarantinedFramesRequest? FramesRequest { get; private set; }

    public override Task<Point> GetPoint(GetPointRequest request, ServerCallContext context)
    {
        if (request.Name != "points/A-31")
        {
            throw new Google.Rpc.Status
            {
                Code = (int)Code.NotFound,
                Message = "There is no such twin.",
                Details =
                {
                    Any.Pack(new ResourceInfo { ResourceType = "qianliyan.dev/Point", ResourceName = request.Name }),
                    Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(1.5)) }),
                },
            }.ToRpcException();
        }

        return Task.FromResult(new Point
        {
            Name = request.Name,
            DisplayName = "1号炉 [east]",
            Sequence = 12,
            Level = Level.Exceeded,
            LevelReason = "a21026 hour mean 120 > 100",
            LevelSince = Eight,
            Link = LinkState.Online,
            Region = "regions/130109",
            Location = new LatLng { Latitude = 38.0312, Longitude = 114.8461 },
            Registered = true,
            Factors =
            {
                new FactorStatus
                {
                    Factor = "a21026",
                    LastValue = "120.50",
                    LastFlag = V1.DataFlag.Fault,
                    LastTime = Eight,
                    ReportedHour = new Mean
                    {
                        StartTime = Eight, Value = "120", ConvertedValue = "131", Flag = V1.DataFlag.Normal,
                    },
                    HoursOverTodayCount = 3,
                },
            },
        });
    }

    public override Task<Enterprise> GetEnterprise(GetEnterpriseRequest request, ServerCallContext context) =>
        Task.FromResult(SampleTwins.Enterprise);

    public override Task<Incinerator> GetIncinerator(GetIncineratorRequest request, ServerCallContext context) =>
        Task.FromResult(SampleTwins.Furnace);

    public override Task<Cell> GetCell(GetCellRequest request, ServerCallContext context) =>
        Task.FromResult(SampleTwins.Cell);

    public override Task<Region> GetRegion(GetRegionRequest request, ServerCallContext context)
    {
        string reason = $"name '{request.Name}' has no six digits";
        var violation = new BadRequest.Types.FieldViolation { Field = "name", Description = reason };
        throw new Google.Rpc.Status
        {
            Code = (int)Code.InvalidArgument,
            Message = reason,
            Details = { Any.Pack(new BadRequest { FieldViolations = { violation } }) },
        }.ToRpcException();
    }

    public override Task<ListTwinsResponse> ListTwins(ListTwinsRequest request, ServerCallContext context)
    {
        Lists.Add(request.Clone());
        bool isFirst = request.PageToken.Length == 0;
        return Task.FromResult(new ListTwinsResponse
        {
            Twins = { new TwinSummary { Name = isFirst ? "points/A-31" : "points/B-31", Level = Level.Notice } },
            NextPageToken = isFirst ? "second" : "",
        });
    }

    public override async Task WatchTwins(
        WatchTwinsRequest request, IServerStreamWriter<WatchTwinsResponse> responseStream, ServerCallContext context)
    {
        int opening = Math.Min(Interlocked.Increment(ref _watches), WatchEnds.Length) - 1;
        var summary = new TwinSummary { Name = "points/A-31", DisplayName = "east", Level = Level.Notice + opening };
        await responseStream.WriteAsync(
            new WatchTwinsResponse
            {
                Updates = { new TwinUpdate { Name = summary.Name, Summary = summary } }, Synced = true,
            },
            context.CancellationToken);
        if (WatchEnds[opening] == StatusCode.OK)
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        throw new RpcException(new Grpc.Core.Status(WatchEnds[opening], "No more for you."));
    }

    public override Task<ListObservationsResponse> ListObservations(
        ListObservationsRequest request, ServerCallContext context)
    {
        History = request;
        return Task.FromResult(new ListObservationsResponse
        {
            Observations =
            {
                new Observation
                {
                    Name = "points/A-31/observations/7", Sequence = 7, Kind = ObservationKind.Hour, DataTime = Eight,
                    HasFrame = true,
                    Readings = { new Reading { Factor = "a21026", Value = "120", Flag = V1.DataFlag.Normal } },
                },
            },
        });
    }

    public override Task<Frame> GetFrame(GetFrameRequest request, ServerCallContext context) =>
        Task.FromResult(new Frame
        {
            Name = request.Name,
            Content = ByteString.CopyFromUtf8("##0100QN=1;PW=s3cret;MN=A;CP=&&&&0000\r\n"),
        });

    public override Task<ListQuarantinedFramesResponse> ListQuarantinedFrames(
        ListQuarantinedFramesRequest request, ServerCallContext context)
    {
        FramesRequest = request;
        return Task.FromResult(new ListQuarantinedFramesResponse
        {
            QuarantinedFrames =
            {
                new QuarantinedFrame
                {
                    Name = "quarantinedFrames/1",
                    Content = ByteString.CopyFromUtf8("##0100QN=1;PW=s3cret;MN=Z;CP=&&&&0000\r\n"),
                    ArrivalTime = Eight,
                    Origin = new FrameOrigin
                    {
                        Disposition = FrameDisposition.WrongPassword, ClaimedPoint = "Z-31", Reason = "wrong password",
                    },
                },
            },
        });
    }

    public override Task<Proof> GetProof(GetProofRequest request, ServerCallContext context) =>
        Task.FromResult(new Proof
        {
            Name = request.Name,
            Holds = ReplayedHash == "aa",
            Sequence = 12,
            LiveHash = "aa",
            ReplayedHash = ReplayedHash,
            Chain = new ChainReport { Intact = true, EntryCount = 12 },
        });
}
