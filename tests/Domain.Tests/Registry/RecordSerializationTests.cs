using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Tests.Registry;

/// <summary>Records travel between silos; what arrives equals what was sent.</summary>
public sealed class RecordSerializationTests
{
    static readonly FactorCode Sulphur = FactorCode.Parse("a21026");
    static readonly RegionCode County = RegionCode.Parse("130109");

    public static TheoryData<RegistryRecord> Records =>
    [
        new PointRecord
        {
            Id = new PointId("QLY-1_2", "31"),
            Name = "1号炉",
            Kind = PointKind.IncineratorFlueGas,
            Region = County,
            Enterprise = EnterpriseId.Parse("E1"),
            Incinerator = new IncineratorId("P", "1"),
            Location = new Wgs84(114.8461, 38.0312),
            FineCell = CellId.Parse("130100-500m-0740-2740"),
            Password = new DevicePassword("123456"),
            Limits = [new FactorLimit(Sulphur, LimitPeriod.Hour, 100m, Exact.None, "GB 18485-2014", null)],
            ReferenceOxygen = 11m,
            MinuteInterval = 5,
            Units = [new UnitOverride(FactorCode.Parse("a34004"), "ug/m3")],
            OldCodes = [new OldCode(FactorCode.Parse("011"), FactorCode.Parse("w01018"))],
            Tags = ["焚烧", "国控"],
        },
        new EnterpriseRecord
        {
            Id = EnterpriseId.Parse("E1"),
            Name = "n",
            Industry = "i",
            Region = County,
            Contacts = ["a"],
        },
        new IncineratorRecord
        {
            Id = new IncineratorId("P", "1"),
            Name = "n",
            Enterprise = EnterpriseId.Parse("E1"),
            Region = County,
            EmissionPoint = new PointId("A", "31"),
            TemperaturePoint = new PointId("B", "31"),
        },
        new CellRecord(CellId.Parse("130100-3km-0123-0456"), County, IsHot: true),
        new RegionRecord(County, "藁城区"),
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_survives_the_wire(RegistryRecord record)
    {
        using ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        Serializer serializer = services.GetRequiredService<Serializer>();

        RegistryRecord arrived = serializer.Deserialize<RegistryRecord>(serializer.SerializeToArray(record))!;

        arrived.ShouldBe(record);
        TwinName.Parse(arrived.Twin.ToString()).ShouldBe(record.Twin);
    }
}
