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
        ValueList<DeviceRelation> relations = Relations(fields);
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
            Relations = relations,
        };
    }

    /// <summary>Items <c>production&gt;treatment&gt;minutes&gt;share</c>, the last two as far as they are known.</summary>
    static ValueList<DeviceRelation> Relations(RowFields fields)
    {
        var relations = new List<DeviceRelation>();
        foreach (string item in fields.List("relations"))
        {
            if (!DeviceRelation.TryParse(item, out DeviceRelation relation))
                fields.Error("relations", item, "is not of the form MN1-44:d20401>MN1-44:d30401>10>0.3");
            else if (relations.Exists(
                other => other.Production == relation.Production && other.Treatment == relation.Treatment))
                fields.Error("relations", item, "relates two devices twice");
            else
                relations.Add(relation);
        }

        return relations.ToValueList();
    }
}
