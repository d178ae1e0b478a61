using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

static class EnterpriseReader
{
    public static EnterpriseRecord? Read(RowFields fields)
    {
        EnterpriseId id = fields.Required<EnterpriseId>(
            "code", EnterpriseId.TryParse, "is not 1 to 64 letters, digits, '-', '_' or '.'");
        string name = fields.Required("name");
        string industry = fields.Required("industry");
        RegionCode region = fields.Region();
        Wgs84? location = fields.Location();
        if (fields.Failed)
            return null;
        return new EnterpriseRecord
        {
            Id = id,
            Name = name,
            Industry = industry,
            Region = region,
            Location = location,
            FineCell = fields.FineCell(location, region),
            Contacts = fields.List("contacts"),
        };
    }
}
