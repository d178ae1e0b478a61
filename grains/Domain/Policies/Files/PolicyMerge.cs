using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// Lays a regional file over its base: sections merge field by field, values and lists replace, limits and legal bases
/// come in addition. A limit of a regional file that names no region holds in the file's.
/// </summary>
static class PolicyMerge
{
    static readonly string[] Appended = ["limits", "legalBases"];

    public static PolicyMap Over(PolicyMap basis, PolicyMap regional)
    {
        PolicyMap merged = basis.Without("version").Without("region");
        foreach (PolicyField field in regional.Fields)
        {
            if (field.Name is "extends" or "version" or "region")
                continue;
            PolicyNode value = field.Name == "limits" ? InRegion(field.Value, regional.Find("region")) : field.Value;
            merged = merged.With(field with { Value = Over(field.Name, merged.Find(field.Name), value) });
        }

        IEnumerable<PolicyField> head = regional.Fields
            .Where(field => field.Name is "version" or "region")
            .Select(field => field.Value is PolicyScalar version && field.Name == "version"
                ? field with { Value = Behind(basis.TextOf("version"), version) }
                : field);
        return merged with { Fields = head.Concat(merged.Fields).ToValueList() };
    }

    static PolicyScalar Behind(string? basis, PolicyScalar version) =>
        version with { Text = $"{basis}+{version.Text}", IsQuoted = true };

    static PolicyNode Over(string name, PolicyNode? basis, PolicyNode value) => (basis, value) switch
    {
        (PolicyMap below, PolicyMap above) => above.Fields.Aggregate(
            below,
            (merged, field) => merged.With(field with { Value = Over("", merged.Find(field.Name), field.Value) })),
        (PolicyList below, PolicyList above) when Appended.Contains(name) =>
            below with { Items = below.Items.Concat(above.Items).ToValueList() },
        _ => value,
    };

    static PolicyNode InRegion(PolicyNode limits, PolicyNode? region) =>
        limits is PolicyList list && region is not null
            ? list with { Items = list.Items.Select(limit => LimitIn(limit, region)).ToValueList() }
            : limits;

    static PolicyNode LimitIn(PolicyNode limit, PolicyNode region) =>
        limit is PolicyMap fields && fields.Find("region") is null
            ? fields.With(new PolicyField(region.Place, "region", region))
            : limit;
}
