using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

static class IncineratorReader
{
    const string PointForm = "is not of the form MN-ST";
    const string UnknownPoint = "is not a known point";

    public static IncineratorRecord? Read(RowFields fields)
    {
        string plant = fields.Required("plant");
        string furnace = fields.Required("furnace");
        bool isNamed = IncineratorId.TryParse($"{plant}-{furnace}", out IncineratorId id) && id.Furnace == furnace;
        if (plant.Length > 0 && furnace.Length > 0 && !isNamed)
        {
            fields.Error(
                "furnace", $"{plant}-{furnace}", "is not a plant code and a furnace of 1 to 8 letters or digits");
        }

        string name = fields.Required("name");
        EnterpriseId enterprise = fields.Required<EnterpriseId>(
            "enterprise", EnterpriseId.TryParse, "is not an enterprise code");
        fields.MustBeKnown<EnterpriseId>(
            "enterprise", enterprise, (lookup, code) => lookup.HasEnterprise(code), "is not a known enterprise");
        RegionCode region = fields.Region();
        PointId emission = fields.Required<PointId>("emission_point", PointId.TryParse, PointForm);
        fields.MustBeKnown<PointId>(
            "emission_point", emission, (lookup, point) => lookup.HasPoint(point), UnknownPoint);
        PointId? temperature = fields.Optional<PointId>("temperature_point", PointId.TryParse, PointForm);
        fields.MustBeKnown("temperature_point", temperature, (lookup, point) => lookup.HasPoint(point), UnknownPoint);
        if (fields.Failed)
            return null;
        return new IncineratorRecord
        {
            Id = id,
            Name = name,
            Enterprise = enterprise,
            Region = region,
            EmissionPoint = emission,
            TemperaturePoint = temperature ?? emission,
        };
    }
}
