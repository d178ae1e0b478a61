using Qianliyan.Abstractions;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Grains.Tests.Points;

/// <summary>What a grain call carries may end in a log: of a call that timed out, for one.</summary>
public sealed class UploadTests
{
    [Fact]
    public void The_password_of_an_upload_prints_as_stars()
    {
        var upload = new Upload
        {
            Observation = new Observation
            {
                Kind = ObservationKind.RealTime, DataTime = BeijingTime.Of(2026, 3, 2, 8), Readings = [],
            },
            ArrivedAtUnixMs = 1,
            Password = new DevicePassword("s3cret"),
        };

        upload.ToString().ShouldContain("******");
        upload.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public void No_grain_method_takes_a_password_as_text() =>
        typeof(IPointGrain).GetMethods()
            .SelectMany(method => method.GetParameters())
            .Where(parameter => parameter.Name!.Contains("password", StringComparison.OrdinalIgnoreCase))
            .Select(parameter => parameter.ParameterType)
            .ShouldBe([typeof(DevicePassword)]);
}
