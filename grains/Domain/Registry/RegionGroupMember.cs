namespace Qianliyan.Domain.Registry;

/// <summary>
/// A region's place in a control region such as 2+26 or the Fenwei Plain (汾渭平原). Membership changes with the plans, so
/// it has dates: natural days, Beijing time.
/// </summary>
/// <param name="Group">Short name: <c>2+26</c>, <c>2+36</c>, <c>fenwei</c>.</param>
/// <param name="Region">The member; what lies below it is in the group too.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; none while it lasts.</param>
/// <param name="Source">The document the membership comes from.</param>
[GenerateSerializer, Immutable, Alias("qly.RegionGroupMember")]
public sealed record RegionGroupMember(
    [property: Id(0)] string Group,
    [property: Id(1)] RegionCode Region,
    [property: Id(2)] DateOnly ValidFrom,
    [property: Id(3)] DateOnly? ValidTo,
    [property: Id(4)] string Source)
{
    public bool HoldsOn(DateOnly day) => day >= ValidFrom && (ValidTo is not { } last || day <= last);
}
