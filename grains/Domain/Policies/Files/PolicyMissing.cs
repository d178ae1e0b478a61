namespace Qianliyan.Domain.Policies.Files;

/// <summary>
/// A file that lacks most sections and extends nothing was meant to extend something: that is one fault, not one for each
/// section.
/// </summary>
static class PolicyMissing
{
    /// <param name="root">The file.</param>
    /// <param name="faults">By the schema.</param>
    public static IEnumerable<PolicyFault> Condensed(PolicyMap root, PolicyFault[] faults)
    {
        string[] missing =
        [
            .. PolicyShape.FieldsOf(typeof(Policy)).Where(field => field.IsRequired && root.Find(field.Name) is null)
                .Select(field => field.Name),
        ];
        int sections = PolicyShape.FieldsOf(typeof(Policy)).Count(field => field.IsRequired);
        if (root.Find("extends") is not null || 2 * missing.Length <= sections)
            return faults;
        PolicyFault[] others = [.. faults.Where(fault => !(fault.Value.Length == 0 && missing.Contains(fault.Path)))];
        string named = string.Join(", ", missing);
        return others.Prepend(new PolicyFault(
            root.Place, "extends", "",
            $"is missing, and so are {missing.Length} of {sections} sections: {named}; "
            + $"'extends: {PolicyFile.NationalName}' is probably meant"));
    }
}
