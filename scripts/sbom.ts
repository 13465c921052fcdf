import { billOfMaterials } from './bom.ts'

console.log(JSON.stringify(billOfMaterials(), null, 2))
