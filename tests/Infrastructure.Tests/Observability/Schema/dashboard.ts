// A dashboard as JSON: Grafana's types, with the words of its enumerations in place of their names, and the options of the
// panels that are used.
import type { Dashboard, FieldConfig, Panel, RowPanel } from "@grafana/schema";
import type { Options as StatOptions } from "@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen";
import type {
  FieldConfig as TimeSeriesField,
  Options as TimeSeriesOptions,
} from "@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";

type Json<T> = T extends string
  ? `${T}`
  : T extends (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [Key in keyof T]: Json<T[Key]> }
      : T;

type PanelOf<Type extends string, Options, Custom> = Omit<Panel, "type" | "options" | "fieldConfig"> & {
  type: Type;
  options: Options;
  fieldConfig: { defaults: Omit<FieldConfig, "custom"> & { custom?: Custom }; overrides: never[] };
};

type AnyPanel = RowPanel | PanelOf<"stat", StatOptions, never> | PanelOf<"timeseries", TimeSeriesOptions, TimeSeriesField>;

export type DashboardJson = Json<Omit<Dashboard, "panels"> & { panels: AnyPanel[] }>;
